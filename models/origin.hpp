// Where a statement of the model comes from, and who made it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/text.hpp"

namespace hakyu::models {

/// Position and authorship of one object of a model file. Not part of an object's value: two objects
/// that say the same in different places compare equal.
struct Origin {
  std::uint32_t file = 0;    ///< index into Model::files
  std::uint32_t line = 0;    ///< 1-based; 0 if the object was not read from a file
  std::uint32_t column = 0;  ///< 1-based, in Unicode code points
  std::string pointer;       ///< JSON pointer of the object in its file

  friend bool operator==(const Origin&, const Origin&) { return true; }
};

/// What a value without a place of its own in the model (a law, an estimate, a demand) carries.
struct InnerAnnotation {
  std::string pointer;  ///< JSON pointer of the value, relative to the object that keeps the annotation
  std::string source;
  bool assumption = false;
  Text note;

  friend bool operator==(const InnerAnnotation&, const InnerAnnotation&) = default;
};

/// What every object of a model file may carry beside its own fields.
struct Annotation {
  Origin origin;
  std::string source;       ///< where a number was taken from
  bool assumption = false;  ///< stated by the author to be an assumption
  Text note;
  std::vector<InnerAnnotation> inner;  ///< of values below this object, sorted as they stand in the file

  friend bool operator==(const Annotation&, const Annotation&) = default;
};

}  // namespace hakyu::models
