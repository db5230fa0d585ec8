// Workbooks by libxlsxwriter.
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>

#include "models/diagnostic.hpp"
#include "viz/sheets/sheet.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_cell = 32'767;

/// Deletes the file the library wrote, whatever happens.
class Scratch {
 public:
  explicit Scratch(const fs::path& folder) : name_((folder / ".hakyu-XXXXXX").string()) {
    const int file = ::mkstemp(name_.data());
    if (file < 0) throw models::Error("workbook", folder.string());
    ::close(file);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove(name_, ignored);
  }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
};

struct Formats {
  lxw_format* title;
  lxw_format* heading;
  lxw_format* text;

  explicit Formats(lxw_workbook* book)
      : title(workbook_add_format(book)),
        heading(workbook_add_format(book)),
        text(workbook_add_format(book)) {
    format_set_bold(title);
    format_set_bold(heading);
    format_set_border(heading, LXW_BORDER_THIN);
    format_set_bg_color(heading, 0xDDDDDD);
    format_set_text_wrap(heading);
    format_set_border(text, LXW_BORDER_THIN);
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    for (lxw_format* each : {title, heading, text}) format_set_num_format(each, "@");
  }
};

/// At most `longest_cell` characters; every character takes at most three bytes per UTF-16 unit.
std::string fitting(const std::string& text) {
  std::string clean = printable(text);
  if (clean.size() > longest_cell) clean = shortened(clean, longest_cell / 4);
  return clean;
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const SheetCell& cell,
                lxw_format* format) {
  if (const auto* number = std::get_if<double>(&cell)) {
    worksheet_write_number(sheet, row, column, *number, nullptr);
  } else if (const std::string text = fitting(std::get<std::string>(cell)); text.empty()) {
    worksheet_write_blank(sheet, row, column, format);
  } else {
    worksheet_write_string(sheet, row, column, text.c_str(), format);
  }
}

void write_sheet(lxw_worksheet* page, const Sheet& sheet, const Formats& formats) {
  lxw_row_t row = 0;
  if (!sheet.title.empty()) write_cell(page, row++, 0, sheet.title, formats.title);
  const lxw_row_t heading = row;
  lxw_col_t column = 0;
  for (const SheetColumn& each : sheet.columns) {
    worksheet_set_column(page, column, column, each.width, nullptr);
    write_cell(page, row, column++, each.title, formats.heading);
  }
  for (const auto& cells : sheet.rows) {
    ++row;
    column = 0;
    for (const SheetCell& each : cells) write_cell(page, row, column++, each, formats.text);
  }
  worksheet_freeze_panes(page, heading + 1, 0);
  if (!sheet.rows.empty() && !sheet.columns.empty())
    worksheet_autofilter(page, heading, 0, row, static_cast<lxw_col_t>(sheet.columns.size() - 1));
  worksheet_set_landscape(page);
  worksheet_set_paper(page, 9);  // A4
  worksheet_fit_to_pages(page, 1, 0);
  worksheet_repeat_rows(page, heading, heading);
}

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, const fs::path& scratch) {
  const Scratch file(scratch);
  std::string folder = scratch.string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* book = workbook_new_opt(file.name().c_str(), &options);
  if (book == nullptr) throw models::Error("workbook", folder);
  lxw_doc_properties properties{};
  properties.created = 946'684'800;  // a fixed day: the same sheets give the same bytes
  workbook_set_properties(book, &properties);
  const Formats formats(book);
  const std::vector<std::string> names = sheet_names(sheets);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    lxw_worksheet* page = workbook_add_worksheet(book, names[i].c_str());
    if (page != nullptr) write_sheet(page, sheets[i], formats);
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    throw models::Error("workbook", lxw_strerror(error));
  std::ifstream in(file.name(), std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (bytes.empty()) throw models::Error("workbook", folder);
  return bytes;
}

}  // namespace hakyu::viz
