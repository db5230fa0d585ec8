// Fields of the calendar.
#pragma once

#include <array>
#include <string_view>

#include "models/calendar.hpp"
#include "models/fields/field.hpp"

namespace hakyu::models::fields {

/// `from` and `to` as times of day ↔ seconds after midnight.
struct TimeOfDayKeys {
  static constexpr std::array<std::string_view, 2> keys{"from", "to"};
};

template <class F>
void describe(F& f, Type<WeeklyWindow>) {
  f.optional("day", &WeeklyWindow::day);
  f.special(TimeOfDayKeys{});
}

template <class F>
void describe(F& f, Type<TimeSpan>) {
  f.required("from", &TimeSpan::from);
  f.required("to", &TimeSpan::to);
  f.optional("text", &TimeSpan::text);
}

template <class F>
void describe(F& f, Type<Window>) {
  f.required("id", &Window::id, defines(window));
  f.optional("name", &Window::name);
  f.optional("weekly", &Window::weekly);
  f.optional("dates", &Window::dates);
  f.optional("except", &Window::except);
}

template <class F>
void describe(F& f, Type<Calendar>) {
  f.optional("holidays", &Calendar::holidays);
  f.optional("load_peaks", &Calendar::load_peaks);
  f.optional("windows", &Calendar::windows);
  f.optional("blackouts", &Calendar::blackouts);
}

}  // namespace hakyu::models::fields
