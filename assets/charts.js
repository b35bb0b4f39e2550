/* Charts of the pages that have tables: the table is what is read, the chart is drawn from the same numbers beside it. */
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/* Red is for what is late and for nothing else; never a colour for a rank. */
var COLOURS = { open: "#1f5fa8", closed: "#7a9e87", overdue: "#b3261e", all: "#5b7fa6" };
var PAPER_WIDTH = 400;
var SYMBOLS = { open: "circle", closed: "rect", overdue: "triangle" };

function seriesOf(chart) {
  return chart.series.map(function (one) {
    var line = chart.kind === "line";
    return {
      name: one.name, type: chart.kind, data: one.values, stack: line ? undefined : "all", barMaxWidth: 18, symbol: SYMBOLS[one.figure],
      symbolSize: 7, itemStyle: { color: COLOURS[one.figure] }, lineStyle: { width: 2, type: one.figure === "closed" ? "dashed" : "solid" }
    };
  });
}

function optionOf(chart, family) {
  var names = { type: "category", data: chart.labels, axisTick: { show: false }, axisLabel: { color: "#424a53", width: 110, overflow: "truncate" } };
  var counts = { type: "value", minInterval: 1, axisLabel: { color: "#57606a" } };
  var line = chart.kind === "line";
  if (!line) names.inverse = true;
  else names.axisLabel = { color: "#424a53", formatter: function (day) { return Number(day.slice(5, 7)) + "月"; } };
  return {
    animation: false, textStyle: { fontFamily: family, fontSize: 13 },
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: line ? "line" : "shadow" } },
    legend: chart.series.length > 1 ? { top: 0, itemHeight: 10 } : undefined,
    grid: { left: 8, right: 24, top: chart.series.length > 1 ? 32 : 8, bottom: 8, containLabel: true },
    xAxis: line ? names : counts, yAxis: line ? counts : names, series: seriesOf(chart)
  };
}

/* The drawing takes the room it gets, on paper too. */
function fit(box) {
  var svg = box.querySelector("svg");
  if (svg) svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
}

function draw(box) {
  var chart = JSON.parse(box.getAttribute("data-chart"));
  var family = window.getComputedStyle(box).fontFamily;
  if (chart.kind === "bar") box.style.height = chart.labels.length * 30 + 80 + "px";
  var drawn = init(box, null, { renderer: "svg" });
  drawn.setOption(optionOf(chart, family));
  fit(box);
  var size = function (wanted) {
    drawn.resize(wanted);
    drawn.getZr().flush();
    fit(box);
  };
  window.addEventListener("resize", function () { size(); });
  /* Beside its table on A4, landscape, with letters of their own size. */
  window.addEventListener("beforeprint", function () { size({ width: PAPER_WIDTH }); });
  window.addEventListener("afterprint", function () { size({ width: "auto" }); });
}

document.body.classList.add("figures-drawn");
document.querySelectorAll("[data-chart]").forEach(draw);
