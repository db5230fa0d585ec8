// Workbooks by libxlsxwriter.
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>

#include "models/diagnostic.hpp"
#include "models/import/late_library.hpp"
#include "viz/sheets/sheet.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_cell = 32'767;

/// The functions of libxlsxwriter that are used here.
struct Xlsxwriter : models::import::LateLibrary {
  Xlsxwriter() : LateLibrary(HAKYU_LIBXLSXWRITER) {}
  HAKYU_LATE_FUNCTION(format_set_align);
  HAKYU_LATE_FUNCTION(format_set_bg_color);
  HAKYU_LATE_FUNCTION(format_set_bold);
  HAKYU_LATE_FUNCTION(format_set_border);
  HAKYU_LATE_FUNCTION(format_set_num_format);
  HAKYU_LATE_FUNCTION(format_set_text_wrap);
  HAKYU_LATE_FUNCTION(lxw_strerror);
  HAKYU_LATE_FUNCTION(workbook_add_format);
  HAKYU_LATE_FUNCTION(workbook_add_worksheet);
  HAKYU_LATE_FUNCTION(workbook_close);
  HAKYU_LATE_FUNCTION(workbook_new_opt);
  HAKYU_LATE_FUNCTION(workbook_set_properties);
  HAKYU_LATE_FUNCTION(worksheet_autofilter);
  HAKYU_LATE_FUNCTION(worksheet_fit_to_pages);
  HAKYU_LATE_FUNCTION(worksheet_freeze_panes);
  HAKYU_LATE_FUNCTION(worksheet_repeat_rows);
  HAKYU_LATE_FUNCTION(worksheet_set_column);
  HAKYU_LATE_FUNCTION(worksheet_set_landscape);
  HAKYU_LATE_FUNCTION(worksheet_set_paper);
  HAKYU_LATE_FUNCTION(worksheet_write_blank);
  HAKYU_LATE_FUNCTION(worksheet_write_number);
  HAKYU_LATE_FUNCTION(worksheet_write_string);
};

const Xlsxwriter& xlsx() {
  static const Xlsxwriter loaded;
  return loaded;
}

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
      : title(xlsx().workbook_add_format(book)),
        heading(xlsx().workbook_add_format(book)),
        text(xlsx().workbook_add_format(book)) {
    xlsx().format_set_bold(title);
    xlsx().format_set_bold(heading);
    xlsx().format_set_border(heading, LXW_BORDER_THIN);
    xlsx().format_set_bg_color(heading, 0xDDDDDD);
    xlsx().format_set_text_wrap(heading);
    xlsx().format_set_border(text, LXW_BORDER_THIN);
    xlsx().format_set_text_wrap(text);
    xlsx().format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    for (lxw_format* each : {title, heading, text}) xlsx().format_set_num_format(each, "@");
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
    xlsx().worksheet_write_number(sheet, row, column, *number, nullptr);
  } else if (const std::string text = fitting(std::get<std::string>(cell)); text.empty()) {
    xlsx().worksheet_write_blank(sheet, row, column, format);
  } else {
    xlsx().worksheet_write_string(sheet, row, column, text.c_str(), format);
  }
}

void write_sheet(lxw_worksheet* page, const Sheet& sheet, const Formats& formats) {
  lxw_row_t row = 0;
  if (!sheet.title.empty()) write_cell(page, row++, 0, sheet.title, formats.title);
  const lxw_row_t heading = row;
  lxw_col_t column = 0;
  for (const SheetColumn& each : sheet.columns) {
    xlsx().worksheet_set_column(page, column, column, each.width, nullptr);
    write_cell(page, row, column++, each.title, formats.heading);
  }
  for (const auto& cells : sheet.rows) {
    ++row;
    column = 0;
    for (const SheetCell& each : cells) write_cell(page, row, column++, each, formats.text);
  }
  xlsx().worksheet_freeze_panes(page, heading + 1, 0);
  if (!sheet.rows.empty() && !sheet.columns.empty())
    xlsx().worksheet_autofilter(page, heading, 0, row, static_cast<lxw_col_t>(sheet.columns.size() - 1));
  xlsx().worksheet_set_landscape(page);
  xlsx().worksheet_set_paper(page, 9);  // A4
  xlsx().worksheet_fit_to_pages(page, 1, 0);
  xlsx().worksheet_repeat_rows(page, heading, heading);
}

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, const fs::path& scratch) {
  const Scratch file(scratch);
  std::string folder = scratch.string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* book = xlsx().workbook_new_opt(file.name().c_str(), &options);
  if (book == nullptr) throw models::Error("workbook", folder);
  lxw_doc_properties properties{};
  properties.created = 946'684'800;  // a fixed day: the same sheets give the same bytes
  xlsx().workbook_set_properties(book, &properties);
  const Formats formats(book);
  const std::vector<std::string> names = sheet_names(sheets);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    lxw_worksheet* page = xlsx().workbook_add_worksheet(book, names[i].c_str());
    if (page != nullptr) write_sheet(page, sheets[i], formats);
  }
  if (const lxw_error error = xlsx().workbook_close(book); error != LXW_NO_ERROR)
    throw models::Error("workbook", xlsx().lxw_strerror(error));
  std::ifstream in(file.name(), std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (bytes.empty()) throw models::Error("workbook", folder);
  return bytes;
}

}  // namespace hakyu::viz
