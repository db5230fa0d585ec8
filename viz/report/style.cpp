// How the page looks: calm, the same on screen and on A4 paper, readable in black and white.
#include "viz/report/page.hpp"

namespace hakyu::viz {

// One text, not a function of many steps. NOLINTNEXTLINE(readability-function-size)
std::string_view style_sheet() {
  return R"css(
:root{--ink:#1b2733;--soft:#5b6b7a;--line:#cfd6dc;--blue:#0072B2;--pale:#eef4f8;--red:#a33f00}
*{box-sizing:border-box}
html{background:#e9edf0}
body{margin:0;color:var(--ink);font:14px/1.6 "Noto Sans CJK JP","Noto Sans JP","Yu Gothic","Meiryo","Hiragino Sans",sans-serif;
 font-variant-numeric:tabular-nums}
main{max-width:200mm;margin:0 auto;padding:0 0 24px}
main>section,.sheet{background:#fff;margin:16px 0;padding:12mm;border:1px solid var(--line)}
h1{font-size:1.5em;line-height:1.3;margin:0}
h2{font-size:1.15em;margin:0 0 .5em;padding-bottom:.2em;border-bottom:2px solid var(--blue)}
h3{font-size:1em;margin:1.6em 0 .4em}
p{margin:.4em 0}
h1,h2,h3,th,figcaption,.figures b{word-break:auto-phrase}
ul{margin:.3em 0;padding-left:1.3em}
ul.plain{list-style:none;padding-left:0}
a{color:var(--blue)}
.hint,.facts{color:var(--soft);font-size:.86em}
.kind{color:var(--blue);font-weight:600;margin:0;letter-spacing:.04em}
.warning,.warnings{color:var(--red);font-weight:600}
table{border-collapse:collapse;width:100%;margin:.5em 0;font-size:.88em;line-height:1.45}
th{font-weight:600;text-align:left;vertical-align:bottom;color:var(--soft);border-bottom:1.5px solid var(--ink);padding:.25em .5em}
td{vertical-align:top;border-bottom:1px solid var(--line);padding:.3em .5em;overflow-wrap:anywhere}
td:first-child{min-width:4em}
.number{text-align:right}
td.number{white-space:nowrap}
th.number{text-align:right}
figure{margin:1.4em 0}
figcaption,.numbers .hint{break-after:avoid}
svg.chart{break-inside:avoid}
figcaption{font-weight:600;margin-bottom:.3em}
svg.chart{display:block;width:100%;max-width:700px;height:auto;font-family:inherit}
.live-chart{display:none}
.live .live-chart{display:block}
.live-chart svg{max-width:100%;height:auto}
.live svg.chart{display:none}
.graph{overflow:auto}
.graph svg{min-width:100%;height:auto}
.answers{table-layout:fixed}
.answers td:nth-child(5){word-break:keep-all}
.answers th:nth-child(1){width:5%}.answers th:nth-child(2){width:23%}.answers th:nth-child(3){width:15%}
.answers th:nth-child(4){width:20%}.answers th:nth-child(5){width:16%}
.assumed{table-layout:fixed;font-size:.8em}
.assumed th:nth-child(1){width:17%}.assumed th:nth-child(2){width:26%}.assumed th:nth-child(3){width:12%}
.assumed th:nth-child(5){width:13%}
.findings{table-layout:fixed}
.findings th:nth-child(1){width:28%}.findings th:nth-child(2){width:19%}.findings th:nth-child(3){width:9%}
.findings th:nth-child(4){width:11%}.findings th:nth-child(5){width:11%}
.risks{table-layout:fixed}
.risks thead th:nth-child(1){width:32%}.risks thead th:nth-child(2){width:24%}
.risks .number{font-size:.94em}
.group th{padding-top:.7em;color:var(--ink);border-bottom:1px solid var(--line)}
.levels td:nth-child(2){white-space:nowrap}
.hashes td:last-child{font:.85em/1.5 ui-monospace,"Noto Sans Mono CJK JP",monospace}
.choice{white-space:pre-wrap}
.sheet h2{margin-top:1.3em}
nav ul{columns:2}

.director{font-size:12px;line-height:1.5}
.director header{border-bottom:3px solid var(--ink);padding-bottom:5px}
.director .kind,.director .facts{font-size:.95em}
.director h2{font-size:1.05em;margin:0 0 3px;padding:0;border:0;color:var(--blue)}
.recommendation{background:var(--pale);border-left:5px solid var(--blue);padding:7px 10px;margin:8px 0;font-size:1.05em}
.recommendation p{margin:0}
.recommendation .first{font-size:1.12em;font-weight:600;margin-bottom:3px}
.figures{display:grid;grid-template-columns:1.5fr .9fr 1.2fr 1.1fr 1fr;gap:0 8px;margin:4px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:3px 0}
.figures span,.figures b,.figures small{display:block;line-height:1.3}
.figures span,.figures small{color:var(--soft);font-size:.82em}
.figures b{font-size:1.08em}
.director table{font-size:.92em;margin:2px 0;line-height:1.35}
.director th,.director td{padding:2px 5px}
.director .plans{table-layout:fixed}
.plans th:nth-child(1){width:23%}.plans th:nth-child(2){width:5%}.plans th:nth-child(3){width:15%}
.plans th:nth-child(4){width:8%}.plans th:nth-child(5){width:13%}.plans th:nth-child(6){width:17%}
.plans th:nth-child(7){width:9%}.plans th:nth-child(8){width:10%}
.director .plans th{font-size:.92em;line-height:1.25}
.director .hint{margin:1px 0;font-size:.86em}
.chosen td{background:var(--pale)}
.chosen td:first-child{box-shadow:inset 4px 0 0 var(--blue)}
.tag{display:inline-block;font-size:.82em;padding:0 5px;border:1px solid var(--blue);border-radius:8px;color:var(--blue);white-space:nowrap}
.tag.bad{border-color:var(--red);color:var(--red)}
.stops{table-layout:fixed}
.stops th:first-child{width:40%}
.dot{width:84px;height:9px}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:0 18px;margin-top:7px}
.columns ul{margin:0}
.approval{margin-top:8px;border-top:1px solid var(--line);padding-top:6px}
.seals{table-layout:fixed}
.seals td{border:1px solid var(--ink);height:13mm;vertical-align:top;padding:3px 6px}
.seals span,.seals small{display:block}
.seals small{margin-top:5mm;color:var(--soft);font-size:.8em}

@page{size:A4 portrait;margin:11mm 13mm}
@page wide{size:A4 landscape;margin:11mm 13mm}
@media print{
 html{background:#fff}
 body{font-size:9.6pt;line-height:1.5}
 main{max-width:none;padding:0}
 main>section,.sheet{margin:0;padding:0;border:0;break-before:page}
 main>section:first-child{break-before:auto}
 nav,.live-chart,.live .live-chart{display:none}
 svg.chart,.live svg.chart{display:block;max-height:225mm}
 .director{font-size:8.4pt;line-height:1.36;break-after:page}
 h2,h3,h4,h4+.hint,.lead,.warning{break-after:avoid}
 td,th{padding-top:1px;padding-bottom:1px;line-height:1.35}
 figure{break-inside:auto}
 .worst-moment .graph{page:wide;overflow:visible}
 .graph svg{min-width:0;max-width:100%;max-height:180mm}
 tr,.party .choice{break-inside:avoid}
 tr.group{break-after:avoid}
 .party .choice{break-before:avoid}
 tr:nth-last-child(-n+2){break-before:avoid}
 thead{display:table-header-group}
 .recommendation,.chosen td{-webkit-print-color-adjust:exact;print-color-adjust:exact}
 svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";
}

}  // namespace hakyu::viz
