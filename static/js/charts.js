/* Charts of the dashboard from the numbers the page carries:
   <div class="chart chart-m" data-chart="chapters" data-source="chapters-data"></div> and
   {{ data|json_script:"chapters-data" }}. Colours come from the style sheet, tooltips are
   drawn, not HTML; beside each chart the page keeps a table of the same numbers. */
(function () {
  "use strict";
  if (!window.echarts) return;

  const css = window.getComputedStyle(document.documentElement);
  function token(name) { return css.getPropertyValue(name).trim(); }
  const COLOR = {
    done: token("--green-fill"), ok: token("--calm-fill"), soon: token("--amber-fill"), late: token("--red"), hold: token("--hold-fill"),
    ink: token("--ink"), ink2: token("--ink-2"), ink3: token("--ink-3"), line: token("--line"), blue: token("--blue"),
  };
  const WORD = { done: "已办结", ok: "正常", soon: "临期", late: "逾期", hold: "暂缓" };
  const KINDS = ["done", "ok", "soon", "late", "hold"];
  const HEAT = {
    done: ["#dcece3", token("--green")], ok: ["#e3eaf3", COLOR.ink2], soon: ["#f6dfae", "#6b4300"], late: [COLOR.late, "#ffffff"],
  };
  const PLAIN_AXIS = { axisLine: { show: false }, axisTick: { show: false } };

  function axis(extra) { return Object.assign({}, PLAIN_AXIS, extra); }
  function label(extra) { return Object.assign({ color: COLOR.ink2, fontSize: 12, interval: 0 }, extra); }
  function sum(values) { return values.reduce(function (a, b) { return a + (b || 0); }, 0); }

  /* rows: [{no, name, total, done, ok, soon, late, hold, url}]; bars as shares, numbers beside.
     A row {plan} heads the chapters of one of several plans. */
  function chapters(data, box) {
    const rows = data.rows;
    if (rows.length > 11) box.style.height = rows.length * 24 + 8 + "px";
    const used = KINDS.filter(function (kind) { return rows.some(function (row) { return row[kind]; }); });
    const series = used.map(function (kind) {
      return {
        name: WORD[kind], type: "bar", stack: "all", barWidth: 12, itemStyle: { color: COLOR[kind] },
        data: rows.map(function (row) { return row.total ? (row[kind] || 0) / row.total : 0; }),
      };
    });
    series.push({
      type: "bar", stack: "all", barWidth: 12, silent: true, tooltip: { show: false },
      itemStyle: { color: "transparent" }, data: rows.map(function () { return 0.0001; }),
      label: {
        show: true, position: "right", distance: 8, fontSize: 12,
        formatter: function (point) {
          const row = rows[point.dataIndex];
          if (row.plan) return "";
          return "{a|" + (row.done || 0) + "/" + row.total + "}" + (row.late ? "{l|◆" + row.late + "}" : "");
        },
        rich: { a: { width: 46, color: COLOR.ink2 }, l: { color: COLOR.late, fontWeight: 600 } },
      },
    });
    return {
      grid: { left: 172, right: 88, top: 0, bottom: 8 },
      tooltip: {
        formatter: function (point) {
          const row = rows[point.dataIndex];
          return row.name + "\n" + used.map(function (kind) { return WORD[kind] + " " + (row[kind] || 0); }).join("  ");
        },
      },
      xAxis: { type: "value", max: 1, show: false },
      yAxis: axis({
        type: "category", inverse: true, data: rows.map(function (row) { return row.plan ? "\u200b" + row.plan : (row.no ? row.no + "、" : "") + row.name; }),
        axisLabel: label({
          color: function (value) { return value.charAt(0) === "\u200b" ? COLOR.ink3 : COLOR.ink; },
          align: "left", margin: 158, width: 152, overflow: "truncate",
        }),
      }),
      series: series,
      links: rows.map(function (row) { return row.url; }),
    };
  }

  /* labels: ["3月2日" …], done (已办结) and plan (应完成): numbers or null for what is to come */
  function trend(data) {
    let last = -1;
    data.done.forEach(function (value, at) { if (value !== null) last = at; });
    const lines = [{
      name: "已办结", type: "line", data: data.done, symbol: "circle", symbolSize: 5,
      itemStyle: { color: COLOR.blue }, lineStyle: { color: COLOR.blue, width: 2 },
      label: {
        show: true, position: "bottom", distance: 8, color: COLOR.blue, fontWeight: 600, fontSize: 12,
        formatter: function (point) { return point.dataIndex === last ? "已办结 " + point.value : ""; },
      },
    }];
    if (data.plan) {
      lines.unshift({
        name: "应完成", type: "line", data: data.plan, symbol: "none", lineStyle: { color: "#94a0b0", width: 1.5, type: [5, 4] },
        endLabel: { show: true, formatter: "应完成", color: COLOR.ink3, fontSize: 12, distance: 6 },
      });
    }
    return {
      grid: { left: 44, right: 56, top: 16, bottom: 26 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: data.labels, boundaryGap: false, axisLine: { lineStyle: { color: COLOR.line } }, axisTick: { show: false }, axisLabel: { color: COLOR.ink3 } },
      yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: COLOR.line } }, axisLabel: { color: COLOR.ink3 } },
      series: lines,
    };
  }

  /* columns: ["二" …], rows: [{unit, cells: [null or {kind, done, total, count, url}]}] */
  function heat(data, box) {
    const narrow = (box.clientWidth - 112) / data.columns.length < 42;
    const cells = [];
    data.rows.forEach(function (row, y) {
      row.cells.forEach(function (cell, x) {
        if (!cell) return;
        const mark = cell.kind === "late" ? "逾" + cell.count : cell.kind === "soon" ? "临" + cell.count : "";
        const share = cell.done + "/" + cell.total;
        const look = HEAT[cell.kind] || HEAT.ok;
        cells.push({
          value: [x, y, 1], url: cell.url, itemStyle: { color: look[0] },
          label: { color: look[1], fontWeight: cell.kind === "late" ? 600 : 400 },
          words: mark ? (narrow ? mark : mark + " " + share) : share,
          full: row.unit + "，" + data.columns[x] + "：办结 " + share + (mark ? "，" + WORD[cell.kind] + " " + cell.count : ""),
        });
      });
    });
    return {
      grid: { left: 98, right: 14, top: 22, bottom: 10 },
      tooltip: { formatter: function (point) { return point.data.full; } },
      xAxis: axis({ type: "category", position: "top", data: data.columns, axisLabel: label({ margin: 6 }) }),
      yAxis: axis({
        type: "category", inverse: true, data: data.rows.map(function (row) { return row.unit; }),
        axisLabel: label({ color: COLOR.ink, align: "left", margin: 84, width: 80, overflow: "truncate" }),
      }),
      visualMap: { show: false, min: 0, max: 1, inRange: { color: ["#fff", "#fff"] }, seriesIndex: [9] },
      series: [{
        type: "heatmap", itemStyle: { borderColor: "#fff", borderWidth: 2 }, emphasis: { disabled: true }, data: cells,
        label: { show: true, fontSize: 11, formatter: function (point) { return point.data.words; } },
      }],
    };
  }

  /* labels: ["本周\n11月23日" …], soon and ok: counts */
  function weeks(data) {
    const total = data.labels.map(function (word, at) { return (data.soon[at] || 0) + (data.ok[at] || 0); });
    function bar(kind) { return { name: WORD[kind], type: "bar", stack: "all", barWidth: 34, itemStyle: { color: COLOR[kind] }, data: data[kind] }; }
    return {
      grid: { left: 16, right: 16, top: 30, bottom: 42 },
      tooltip: { trigger: "item" },
      xAxis: { type: "category", data: data.labels, axisLine: { lineStyle: { color: COLOR.line } }, axisTick: { show: false }, axisLabel: label({ lineHeight: 16 }) },
      yAxis: { type: "value", show: false, max: sum([Math.max.apply(null, total.concat([1])), 1]) },
      series: [bar("soon"), bar("ok"), {
        type: "bar", stack: "all", silent: true, tooltip: { show: false }, itemStyle: { color: "transparent" }, data: total.map(function () { return 0.001; }),
        label: { show: true, position: "top", color: COLOR.ink, fontSize: 14, fontWeight: 600, formatter: function (point) { return total[point.dataIndex] + " 项"; } },
      }],
      links: data.urls,
    };
  }

  const BUILD = { chapters: chapters, trend: trend, heat: heat, weeks: weeks };

  function draw(box) {
    const source = document.getElementById(box.dataset.source);
    const build = BUILD[box.dataset.chart];
    if (!source || !build || box.drawn) return;
    const option = build(JSON.parse(source.textContent), box);
    const links = option.links;
    delete option.links;
    option.tooltip = Object.assign({ renderMode: "richText", confine: true, backgroundColor: "#fff", borderColor: COLOR.line, textStyle: { color: COLOR.ink, fontSize: 12 } }, option.tooltip);
    option.animation = false;
    option.textStyle = { fontFamily: token("--font-sans"), fontSize: 12, color: COLOR.ink2 };
    option.aria = { enabled: false };
    box.setAttribute("role", "img");
    const chart = window.echarts.init(box, null, { renderer: box.dataset.renderer || "canvas" });
    chart.setOption(option);
    chart.on("click", function (point) {
      const url = (point.data && point.data.url) || (links && links[point.dataIndex]);
      if (url) window.location.assign(url);
    });
    window.addEventListener("resize", function () { chart.resize(); });
    box.drawn = true;
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("[data-chart]").forEach(draw);
  });
})();
