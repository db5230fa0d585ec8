// A DOT text being built with libcgraph.
#pragma once

#include <memory>
#include <string>

#include <graphviz/cgraph.h>

namespace hakyu::viz {

/// A graph, cluster, node or edge of libcgraph is not owned by whoever holds it: the document owns all.
/// libcgraph keeps global tables: one document at a time per process (the functions of graph.hpp lock).
class DotDocument {
 public:
  DotDocument();

  [[nodiscard]] Agraph_t* root() const { return graph_.get(); }
  Agraph_t* box(const std::string& name);
  Agnode_t* node(Agraph_t* where, const std::string& name);
  Agedge_t* edge(Agnode_t* from, Agnode_t* to);

  /// Default of an attribute: kind AGRAPH, AGNODE or AGEDGE.
  void preset(int kind, const char* attribute, const std::string& value);
  static void set(void* thing, const char* attribute, const std::string& value);
  /// An HTML-like label; `html` must be our own markup with escaped text.
  void set_html(void* thing, const char* attribute, const std::string& html);

  [[nodiscard]] std::string text() const;

 private:
  struct Close {
    void operator()(Agraph_t* graph) const { agclose(graph); }
  };
  std::unique_ptr<Agraph_t, Close> graph_;
};

}  // namespace hakyu::viz
