/* input[type=date] gets a Chinese calendar where there is a mouse; phones keep their own wheel, and
   without this script the field stays the browser's. The calendar is fetched only by pages that ask
   for a date; where it lies, the tag of this script says. Days may be typed as the server reads them. */
(function () {
  "use strict";

  const tag = document.currentScript;
  let ready = null;

  function style(address) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.appendChild(link);
  }

  function script(address) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = reject;
      document.head.appendChild(element);
    });
  }

  function calendar() {
    if (!ready) {
      tag.dataset.styles.split(" ").forEach(style);
      const one = tag.dataset.scripts.split(" ");
      ready = one.reduce(function (before, address) {
        return before.then(function () { return script(address); });
      }, Promise.resolve());
    }
    return ready;
  }

  /* 2026-11-30, 2026/11/30, 2026.11.30, 2026年11月30日 or 20261130; undefined for what is no day. */
  function day(text) {
    const found = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*$/.exec(text) || /^\s*(\d{4})(\d\d)(\d\d)\s*$/.exec(text);
    if (!found) return undefined;
    const date = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    return date.getMonth() === Number(found[2]) - 1 ? date : undefined;
  }

  function enhance(input) {
    if (input._flatpickr) return;
    const given = input.getAttribute("value") || "";
    function keep(text) {
      if (input.value === "") input.value = text;
    }
    window.flatpickr(input, {
      locale: Object.assign({}, window.flatpickr.l10ns.zh, { firstDayOfWeek: 1 }),
      dateFormat: "Y-m-d",
      allowInput: true,
      disableMobile: true,
      parseDate: function (text) {
        const date = day(text);
        /* What was typed stays, though it is no day: the server says what is wrong with it. */
        if (!date) Promise.resolve().then(function () { keep(text); });
        return date;
      },
      errorHandler: function () { /* see parseDate */ },
    });
    input.placeholder = "如 2026-11-30";
    keep(given);
  }

  function start(root) {
    const inputs = root.querySelectorAll("input[type=date]");
    if (!inputs.length || !window.matchMedia("(pointer: fine)").matches) return;
    /* Should the calendar not come, the fields stay the browser's own. */
    calendar().then(function () { inputs.forEach(enhance); }, function () {});
  }

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.detail.elt); });
})();
