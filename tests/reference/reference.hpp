// A slow, independent transcription of semantics §2 and §3, to check the engines against. It shares no code
// with them: plain numbers, every equation written down as it stands, every window scanned literally.
#pragma once

#include <vector>

namespace hakyu::reference {

// Levels: 0 down, 1 degraded, 2 up. Nodes, flows and ticks are plain numbers.

struct Requirement {
  std::vector<int> of;  ///< providers
  int k_up = 1;
  int k_degraded = 1;
  int on_loss = 0;
  int holdover = 0;  ///< ticks
  int recovery = 0;  ///< ticks
  std::vector<int> over;
};

struct System {
  std::vector<std::vector<Requirement>> needs;  ///< requirements of each node
  int flows = 0;
};

using Levels = std::vector<int>;      ///< per node
using Blocked = std::vector<bool>;    ///< per flow; empty: none
using History = std::vector<Levels>;  ///< per tick from 0

/// raw_r from the levels of the providers.
int raw(const Requirement& r, const Levels& levels, const Blocked& blocked);

/// Start with every node at its intrinsic level and lower until nothing changes.
Levels greatest(const System& system, const Levels& intrinsic, const Blocked& blocked = {});

/// Start with everything down and raise until nothing changes.
Levels least(const System& system, const Levels& intrinsic, const Blocked& blocked = {});

/// Nodes that are up although a requirement with k_up < |P| has a provider that is not up.
std::vector<int> reduced_redundancy(const System& system, const Levels& levels);

/// Levels at ticks 0 … intrinsic.size()−1, everything up before; `blocked` has one entry per tick, or none.
History over_time(const System& system, const History& intrinsic, const std::vector<Blocked>& blocked = {});

/// Number of the strongly connected component of each node; providers' components have smaller numbers.
std::vector<int> components(const System& system);

}  // namespace hakyu::reference
