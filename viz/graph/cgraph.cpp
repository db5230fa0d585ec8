#include "viz/graph/cgraph.hpp"

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

Agdisc_t* into_string() {
  static Agiodisc_t output{AgIoDisc.afread, append, nothing_to_flush};
  static Agdisc_t all{&AgMemDisc, &AgIdDisc, &output};
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
