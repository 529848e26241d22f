/* select[data-picker] becomes a search box, input[data-date] a calendar that starts on Monday.
   Loaded after vendor/tom-select and vendor/flatpickr on pages that need them. */
(function () {
  "use strict";

  function start(root) {
    if (window.TomSelect) {
      root.querySelectorAll("select[data-picker]:not(.tomselected)").forEach(function (select) {
        new window.TomSelect(select, {
          plugins: select.multiple ? ["remove_button"] : [],
          maxOptions: 300,
          render: {
            no_results: function () {
              const none = document.createElement("div");
              none.className = "no-results";
              none.textContent = "没有对上的，换个字试试";
              return none;
            },
          },
        });
      });
    }
    if (window.flatpickr) {
      root.querySelectorAll("input[data-date]").forEach(function (input) {
        if (input._flatpickr) return;
        window.flatpickr(input, {
          locale: Object.assign({}, window.flatpickr.l10ns.zh, { firstDayOfWeek: 1 }),
          dateFormat: "Y-m-d", allowInput: true,
          errorHandler: function () { /* what was typed stays; the server says what is wrong with it */ },
        });
      });
    }
  }

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.detail.elt); });
})();
