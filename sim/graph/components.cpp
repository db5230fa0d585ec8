#include "sim/graph/components.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

namespace hakyu::sim {

Components strong_components(std::size_t vertices, const std::vector<Edge>& edges) {
  using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;
  const Csr csr(boost::edges_are_sorted, edges.begin(), edges.end(), static_cast<std::uint32_t>(vertices),
                static_cast<std::uint32_t>(edges.size()));
  Components result;
  result.of.resize(vertices);
  // Tarjan's algorithm finishes a component after everything reachable from it, and Boost numbers components
  // in the order in which they are finished.
  result.count = boost::strong_components(
      csr, boost::make_iterator_property_map(result.of.begin(), get(boost::vertex_index, csr)));
  return result;
}

}  // namespace hakyu::sim
