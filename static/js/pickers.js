/* select[data-picker] becomes a search box. Loaded after vendor/tom-select on pages that need it. */
(function () {
  "use strict";

  function start(root) {
    if (!window.TomSelect) return;
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

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.detail.elt); });
})();
