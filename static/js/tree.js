/* table.tree: a button.twist opens and closes the rows below its own, told apart by data-level.
   Without script every row is shown. data-open on the table leaves all branches open at first. */
(function () {
  "use strict";

  function level(row) { return Number(row.getAttribute("data-level")); }

  /** The rows under `row`, up to the next of its own level or above. */
  function below(row) {
    const found = [];
    let next = row.nextElementSibling;
    while (next && level(next) > level(row)) {
      found.push(next);
      next = next.nextElementSibling;
    }
    return found;
  }

  function isOpen(row) {
    const twist = row.querySelector(".twist");
    return !twist || twist.getAttribute("aria-expanded") === "true";
  }

  /** Show what lies under an open row, closed branches staying closed. */
  function show(row) {
    let hiddenFrom = 0;
    below(row).forEach(function (child) {
      if (hiddenFrom && level(child) <= hiddenFrom) hiddenFrom = 0;
      child.hidden = hiddenFrom > 0;
      if (!hiddenFrom && !isOpen(child)) hiddenFrom = level(child);
    });
  }

  function turn(row, open) {
    const twist = row.querySelector(".twist");
    if (!twist) return;
    twist.setAttribute("aria-expanded", String(open));
    if (open) show(row);
    else below(row).forEach(function (child) { child.hidden = true; });
  }

  document.querySelectorAll("table.tree").forEach(function (table) {
    const open = table.hasAttribute("data-open");
    table.querySelectorAll(".twist").forEach(function (twist) { twist.disabled = false; });
    if (!open) {
      Array.from(table.querySelectorAll("tr[data-level]")).reverse().forEach(function (row) { turn(row, false); });
    }
    table.addEventListener("click", function (event) {
      const twist = event.target.closest(".twist");
      if (twist) turn(twist.closest("tr"), twist.getAttribute("aria-expanded") !== "true");
    });
  });
})();
