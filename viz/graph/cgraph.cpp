#include "viz/graph/cgraph.hpp"

#include <unordered_map>
#include <vector>

namespace hakyu::viz {

namespace {

// libcgraph of Graphviz 2 takes char* where it only reads.
char* mutable_text(const std::string& text) { return const_cast<char*>(text.c_str()); }  // NOLINT
char* mutable_text(const char* text) { return const_cast<char*>(text); }                 // NOLINT

int append(void* channel, const char* text) {
  *static_cast<std::string*>(channel) += text;
  return 0;
}
int nothing_to_flush(void* /*channel*/) { return 0; }

// Numbers of named things. libcgraph's own numbers are addresses, and it orders boxes by them: the same graph
// would be written differently every time. Named things get even numbers, unnamed ones odd ones.
class Numbers {
 public:
  explicit Numbers(Agraph_t* graph) : graph_(graph) {}

  long map(const char* name, IDTYPE* id, bool create) {
    if (name == nullptr) {
      if (create) *id = 2 * unnamed_++ + 1;
      return create ? 1 : 0;
    }
    const auto known = of_.find(name);
    if (known != of_.end()) {
      *id = known->second;
      return 1;
    }
    if (!create) return 0;
    *id = 2 * names_.size() + 2;
    names_.push_back(agstrdup(graph_, mutable_text(name)));
    of_.emplace(name, *id);
    return 1;
  }
  char* name(IDTYPE id) {
    if (id % 2 != 0 || id == 0 || id / 2 > names_.size()) return nullptr;
    return names_[id / 2 - 1];
  }

 private:
  Agraph_t* graph_;
  std::vector<char*> names_;  ///< kept by the graph: libcgraph looks for a mark in front of every name
  std::unordered_map<std::string, IDTYPE> of_;
  IDTYPE unnamed_ = 0;
};

void* open_numbers(Agraph_t* graph, Agdisc_t* /*disciplines*/) {
  return std::make_unique<Numbers>(graph).release();
}
long map_number(void* numbers, int /*type*/, char* name, IDTYPE* id, int create) {
  return static_cast<Numbers*>(numbers)->map(name, id, create != 0);
}
long take_number(void* /*numbers*/, int /*type*/, IDTYPE /*id*/) { return 0; }
void free_number(void* /*numbers*/, int /*type*/, IDTYPE /*id*/) {}
char* name_of_number(void* numbers, int /*type*/, IDTYPE id) {
  return static_cast<Numbers*>(numbers)->name(id);
}
void close_numbers(void* numbers) { std::unique_ptr<Numbers>(static_cast<Numbers*>(numbers)).reset(); }
void note_number(void* /*numbers*/, int /*type*/, void* /*thing*/) {}

Agdisc_t* into_string() {
  static Agiodisc_t output{AgIoDisc.afread, append, nothing_to_flush};
  static Agiddisc_t numbers{open_numbers,   map_number,    take_number, free_number,
                            name_of_number, close_numbers, note_number};
  static Agdisc_t all{&AgMemDisc, &numbers, &output};
  return &all;
}

}  // namespace

DotDocument::DotDocument() : graph_(agopen(mutable_text("hakyu"), Agdirected, into_string())) {}

Agraph_t* DotDocument::box(const std::string& name) { return agsubg(graph_.get(), mutable_text(name), 1); }

Agnode_t* DotDocument::node(Agraph_t* where, const std::string& name) {
  return agnode(where, mutable_text(name), 1);
}

Agedge_t* DotDocument::edge(Agnode_t* from, Agnode_t* to) {
  return agedge(graph_.get(), from, to, nullptr, 1);
}

void DotDocument::preset(int kind, const char* attribute, const std::string& value) {
  agattr(graph_.get(), kind, mutable_text(attribute), mutable_text(value));
}

void DotDocument::set(void* thing, const char* attribute, const std::string& value) {
  agsafeset(thing, mutable_text(attribute), mutable_text(value), mutable_text(""));
}

void DotDocument::set_html(void* thing, const char* attribute, const std::string& html) {
  char* kept = agstrdup_html(graph_.get(), mutable_text(html));
  agsafeset(thing, mutable_text(attribute), kept, mutable_text(""));
  agstrfree(graph_.get(), kept);
}

std::string DotDocument::text() const {
  std::string text;
  agwrite(graph_.get(), &text);
  return text;
}

}  // namespace hakyu::viz
