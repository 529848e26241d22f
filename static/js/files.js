/* Files to hand over: names and sizes before sending, drag and drop, take one back.
   <div data-files data-max-mb="100"> label + input[type=file] + [data-file-list] </div>
   <form data-sum-mb="100"> says how much its files may be together.
   Without this script the plain file input does the same work. */
(function () {
  "use strict";

  function size(bytes) {
    if (bytes < 1024 * 1024) return Math.max(1, Math.round(bytes / 1024)) + " KB";
    return (bytes / 1024 / 1024).toFixed(1) + " MB";
  }

  function extension(name) {
    const dot = name.lastIndexOf(".");
    return dot > 0 ? name.slice(dot + 1, dot + 5) : "文件";
  }

  function element(tag, css, text) {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }

  /** Put exactly these files into the input, so that the form sends what the list shows. */
  function keep(input, files) {
    const hold = new DataTransfer();
    files.forEach(function (file) { hold.items.add(file); });
    input.files = hold.files;
  }

  /** Files of both lists, each name and size once; the newer one of a single-file input wins. */
  function joined(input, more) {
    if (!input.multiple) return more.slice(-1);
    const all = Array.from(input.kept || []);
    more.forEach(function (file) {
      const same = all.some(function (one) { return one.name === file.name && one.size === file.size; });
      if (!same) all.push(file);
    });
    return all;
  }

  /** A name for the material, asked where there is a keyboard; empty takes unit, task and material. */
  function title(input, file) {
    const field = element("input", "inp mt1 only-desk file-title");
    field.type = "text";
    field.name = input.name + "_titles";
    field.maxLength = 200;
    field.value = file.typedTitle || "";
    field.placeholder = "材料名称，不填则按单位、任务和材料命名";
    field.setAttribute("aria-label", file.name + " 的材料名称");
    field.addEventListener("input", function () { file.typedTitle = field.value; });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
    return field;
  }

  function row(box, input, file, tooBig) {
    const line = element("div", "file" + (tooBig ? " missing" : ""));
    const words = element("div", "grow");
    const remove = element("button", "btn btn-link btn-sm side", "移除");
    remove.type = "button";
    remove.setAttribute("aria-label", "移除 " + file.name);
    remove.addEventListener("click", function () {
      show(box, input, (input.kept || []).filter(function (one) { return one !== file; }));
    });
    line.appendChild(element("span", "fi", extension(file.name)));
    words.appendChild(element("div", "fn", file.name));
    words.appendChild(element("div", "fm" + (tooBig ? " red" : ""), tooBig ? size(file.size) + "，超过 " + box.dataset.maxMb + " MB，请压缩或分成几份" : size(file.size) + " · 待上传"));
    if (box.hasAttribute("data-titles")) words.appendChild(title(input, file));
    line.appendChild(words);
    line.appendChild(remove);
    return line;
  }

  /** Hold the form back while a file, or all its files together, are too large; said below `list`. */
  function weigh(list, changed) {
    const form = changed.form;
    const most = Number((form && form.dataset.sumMb) || 0);
    const inputs = form ? Array.from(form.querySelectorAll("[data-files] input[type=file]")) : [changed];
    const total = inputs.reduce(function (sum, input) {
      return Array.from(input.files).reduce(function (all, file) { return all + file.size; }, sum);
    }, 0);
    const words = most && total > most * 1024 * 1024
      ? "所选文件共 " + size(total) + "，一次最多发送 " + most + " MB。请移除一些，存草稿后再传其余的。" : "";
    if (form) form.querySelectorAll("[data-file-sum]").forEach(function (line) { line.remove(); });
    if (words) {
      const line = element("p", "error", words);
      line.dataset.fileSum = "";
      list.appendChild(line);
    }
    inputs.forEach(function (input) {
      input.setCustomValidity(input.tooBig ? "有文件太大，请先移除" : input.files.length ? words : "");
    });
    const chosen = changed.files.length ? "已选 " + changed.files.length + " 个文件" : "";
    if (window.fachuang && (words || chosen)) window.fachuang.say(words || chosen);
  }

  function show(box, input, files) {
    const list = box.querySelector("[data-file-list]");
    const limit = Number(box.dataset.maxMb || 0) * 1024 * 1024;
    input.kept = files;
    keep(input, files);
    input.tooBig = false;
    list.textContent = "";
    files.forEach(function (file) {
      const tooBig = limit > 0 && file.size > limit;
      input.tooBig = input.tooBig || tooBig;
      list.appendChild(row(box, input, file, tooBig));
    });
    weigh(list, input);
  }

  function start(box) {
    const input = box.querySelector("input[type=file]:not([capture])");
    const list = box.querySelector("[data-file-list]");
    const drop = box.querySelector(".drop");
    if (!input || !list || box.classList.contains("files-ready")) return;
    try {
      keep(input, []);
    } catch (error) {
      return; // too old to put files back into an input: leave the plain one alone
    }
    box.classList.add("files-ready");
    input.addEventListener("change", function () {
      show(box, input, joined(input, Array.from(input.files)));
    });
    box.querySelectorAll("input[type=file][capture]").forEach(function (camera) {
      camera.addEventListener("change", function () {
        show(box, input, joined(input, Array.from(camera.files)));
        camera.value = "";
      });
    });
    if (!drop) return;
    ["dragenter", "dragover"].forEach(function (name) {
      drop.addEventListener(name, function (event) {
        event.preventDefault();
        drop.classList.add("over");
      });
    });
    ["dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.remove("over"); });
    });
    drop.addEventListener("drop", function (event) {
      event.preventDefault();
      show(box, input, joined(input, Array.from(event.dataTransfer.files)));
    });
  }

  /* data-for-file="#id": a button that opens the chooser; labels do it without a script */
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-for-file]");
    const input = button && document.querySelector(button.dataset.forFile);
    if (input) input.click();
  });

  document.querySelectorAll("[data-files]").forEach(start);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("[data-files]").forEach(start);
  });
})();
