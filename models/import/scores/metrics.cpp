#include "models/import/scores/metrics.hpp"

#include <array>

namespace hakyu::models::scores {

namespace {

constexpr std::array v2{
    Metric{"AV", "L A N", true},     Metric{"AC", "H M L", true},  Metric{"Au", "M S N", true},
    Metric{"C", "N P C", true},      Metric{"I", "N P C", true},   Metric{"A", "N P C", true},
    Metric{"E", "U POC F H ND"},     Metric{"RL", "OF TF W U ND"}, Metric{"RC", "UC UR C ND"},
    Metric{"CDP", "N L LM MH H ND"}, Metric{"TD", "N L M H ND"},   Metric{"CR", "L M H ND"},
    Metric{"IR", "L M H ND"},        Metric{"AR", "L M H ND"},
};

constexpr std::array v3{
    Metric{"AV", "N A L P", true}, Metric{"AC", "L H", true},  Metric{"PR", "N L H", true},
    Metric{"UI", "N R", true},     Metric{"S", "U C", true},   Metric{"C", "H L N", true},
    Metric{"I", "H L N", true},    Metric{"A", "H L N", true}, Metric{"E", "X H F P U"},
    Metric{"RL", "X U W T O"},     Metric{"RC", "X C R U"},    Metric{"CR", "X H M L"},
    Metric{"IR", "X H M L"},       Metric{"AR", "X H M L"},    Metric{"MAV", "X N A L P"},
    Metric{"MAC", "X L H"},        Metric{"MPR", "X N L H"},   Metric{"MUI", "X N R"},
    Metric{"MS", "X U C"},         Metric{"MC", "X H L N"},    Metric{"MI", "X H L N"},
    Metric{"MA", "X H L N"},
};

constexpr std::array v4{
    Metric{"AV", "N A L P", true}, Metric{"AC", "L H", true},
    Metric{"AT", "N P", true},     Metric{"PR", "N L H", true},
    Metric{"UI", "N P A", true},   Metric{"VC", "H L N", true},
    Metric{"VI", "H L N", true},   Metric{"VA", "H L N", true},
    Metric{"SC", "H L N", true},   Metric{"SI", "H L N", true},
    Metric{"SA", "H L N", true},   Metric{"E", "X A P U"},
    Metric{"CR", "X H M L"},       Metric{"IR", "X H M L"},
    Metric{"AR", "X H M L"},       Metric{"MAV", "X N A L P"},
    Metric{"MAC", "X L H"},        Metric{"MAT", "X N P"},
    Metric{"MPR", "X N L H"},      Metric{"MUI", "X N P A"},
    Metric{"MVC", "X H L N"},      Metric{"MVI", "X H L N"},
    Metric{"MVA", "X H L N"},      Metric{"MSC", "X H L N"},
    Metric{"MSI", "X S H L N"},    Metric{"MSA", "X S H L N"},
    Metric{"S", "X N P"},          Metric{"AU", "X N Y"},
    Metric{"R", "X A U I"},        Metric{"V", "X D C"},
    Metric{"RE", "X L M H"},       Metric{"U", "X Clear Green Amber Red"},
};

}  // namespace

std::span<const Metric> metrics(CvssVersion version) {
  if (version == CvssVersion::v2_0) return v2;
  if (version == CvssVersion::v4_0) return v4;
  return v3;
}

}  // namespace hakyu::models::scores
