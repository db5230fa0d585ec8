// Replaces each static picture by a live one with tooltips. If anything goes wrong the static picture stays.
// Expressions are interpreted, never compiled, so that the page can forbid eval; nothing is ever loaded.
var loaded = {};
function need(name) {
  if (!loaded[name]) {
    var module = { exports: {} };
    loaded[name] = module;
    if (modules[name]) modules[name](module.exports, module, need);
  }
  return loaded[name].exports;
}
function refuse() { return Promise.reject(new Error("nothing is loaded")); }
function enhance(figure) {
  var box = document.createElement("div");
  box.className = "live-chart";
  try {
    var spec = JSON.parse(figure.querySelector("script").textContent);
    figure.insertBefore(box, figure.firstChild);
    new (need("vega-view").View)(need("vega-parser").parse(spec, null, { ast: true }), {
      expr: need("vega-interpreter").expressionInterpreter,
      loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
      renderer: "svg", container: box, hover: true, logLevel: 0
    }).runAsync().then(function () { figure.className += " live"; }, function () { box.remove(); });
  } catch (problem) { box.remove(); }
}
Object.assign(need("vega-dataflow").transforms, need("vega-transforms"), need("vega-view-transforms"), need("vega-encode"));
document.querySelectorAll("figure.chart-figure").forEach(enhance);
