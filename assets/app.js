import htmx from "htmx.org";

/* The content security policy allows neither eval nor inline script and style. */
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
window.htmx = htmx;

/* Every page works without what follows; it only saves steps. */

function codePoints(text) {
  return Array.from(text).length;
}

/* An open group of the menu closes when one looks elsewhere. */
function closeGroups(but) {
  document.querySelectorAll(".menu-group[open]").forEach(function (group) {
    if (!but || !group.contains(but)) group.open = false;
  });
}
document.addEventListener("click", function (event) { closeGroups(event.target); });
document.addEventListener("keydown", function (event) { if (event.key === "Escape") closeGroups(null); });

/* One box that ticks all of a name. */
document.addEventListener("change", function (event) {
  var name = event.target.getAttribute && event.target.getAttribute("data-check-all");
  if (!name) return;
  document.querySelectorAll('input[type="checkbox"][name="' + name + '"]').forEach(function (box) {
    box.checked = event.target.checked;
  });
});

/* A list to choose several from becomes a box to type into and a list of ticks; the select stays what is sent. */
function pickerFor(select) {
  var picker = document.createElement("div"), list = document.createElement("div"), chosen = document.createElement("p");
  var filter = document.createElement("input");
  picker.className = "picker";
  list.className = "picker-list";
  chosen.className = "picker-chosen";
  filter.title = "输入几个字来找";
  filter.autocomplete = "off";
  filter.id = select.id;
  select.removeAttribute("id");
  list.setAttribute("role", "group");
  list.tabIndex = 0;
  if (select.labels && select.labels[0]) list.setAttribute("aria-label", select.labels[0].textContent.trim());
  ["aria-invalid", "aria-describedby"].forEach(function (name) {
    if (select.hasAttribute(name)) filter.setAttribute(name, select.getAttribute(name));
  });
  var say = function () {
    var names = Array.from(select.selectedOptions, function (option) { return option.text; });
    chosen.textContent = names.length ? "已选：" + names.join("、") : "输入几个字来找，或直接勾选";
  };
  Array.from(select.options).sort(function (a, b) { return b.selected - a.selected || a.index - b.index; }).forEach(function (option) {
    var label = document.createElement("label"), box = document.createElement("input");
    box.type = "checkbox";
    box.checked = option.selected;
    box.addEventListener("change", function () {
      option.selected = box.checked;
      say();
    });
    label.appendChild(box);
    label.appendChild(document.createTextNode(option.text));
    list.appendChild(label);
  });
  filter.addEventListener("input", function () {
    var words = filter.value.trim();
    Array.from(list.children).forEach(function (label) {
      label.hidden = words !== "" && label.textContent.indexOf(words) < 0;
    });
  });
  filter.addEventListener("keydown", function (event) {
    var first = list.querySelector("label:not([hidden]) input");
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (first && filter.value.trim()) first.click();
  });
  select.parentNode.insertBefore(picker, select);
  picker.appendChild(filter);
  picker.appendChild(list);
  picker.appendChild(chosen);
  picker.appendChild(select);
  select.hidden = true;
  select.required = false;
  say();
}

/* Where there are too many for a list, names are offered for what has been typed; the last of several is completed. */
function suggestFor(input) {
  var offers = document.createElement("datalist"), waiting = 0, asked = "";
  offers.id = "offers-" + input.name;
  input.setAttribute("list", offers.id);
  input.parentNode.appendChild(offers);
  var show = function (before, rows) {
    while (offers.firstChild) offers.removeChild(offers.firstChild);
    rows.forEach(function (row) {
      var option = document.createElement("option");
      var alike = rows.filter(function (other) { return other.title === row.title; }).length > 1;
      option.value = before + row.title + (alike ? "（" + (row.code || row.id) + "）" : "");
      offers.appendChild(option);
    });
  };
  var ask = function () {
    var cut = input.hasAttribute("data-many") ? Math.max(input.value.lastIndexOf("、"), input.value.lastIndexOf("，")) + 1 : 0;
    var words = input.value.slice(cut).trim();
    var wanted = input.value.slice(0, cut) + words;
    if (!words || wanted === asked) return;
    asked = wanted;
    fetch(input.getAttribute("data-suggest") + "?limit=10&q=" + encodeURIComponent(words),
      { headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : { data: { rows: [] } }; })
      .then(function (body) { if (asked === wanted) show(input.value.slice(0, cut), body.data.rows); })
      .catch(function () {});
  };
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
}

/* What a small screen has no room for waits folded. */
if (window.matchMedia("(max-width: 48rem)").matches) {
  document.querySelectorAll("details[data-fold]").forEach(function (part) { part.open = false; });
}
document.querySelectorAll("select[multiple]").forEach(pickerFor);
document.querySelectorAll("input[data-suggest]").forEach(suggestFor);

/* The place of a selection inside the document: paragraph, offset and length in code points. */
function placesOf(selection, root) {
  var places = [];
  if (!selection.rangeCount) return places;
  var range = selection.getRangeAt(0);
  root.querySelectorAll("[data-paragraph]").forEach(function (paragraph) {
    if (!range.intersectsNode(paragraph)) return;
    var part = document.createRange();
    part.selectNodeContents(paragraph);
    var before = document.createRange();
    before.selectNodeContents(paragraph);
    if (paragraph.contains(range.startContainer)) {
      part.setStart(range.startContainer, range.startOffset);
      before.setEnd(range.startContainer, range.startOffset);
    } else {
      before.collapse(true);
    }
    if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    var length = codePoints(part.toString());
    if (length) places.push([paragraph.getAttribute("data-paragraph"), codePoints(before.toString()), length].join(":"));
  });
  return places;
}

function selectionTaken() {
  var root = document.querySelector("[data-review-document]");
  var selection = window.getSelection();
  var add = document.querySelector("[data-review-add]");
  if (!root || !add || !selection || selection.isCollapsed || !root.contains(selection.anchorNode)) return;
  add.open = true;
  add.querySelector("[data-review-places]").value = placesOf(selection, root).join(" ");
  add.querySelector("[data-review-symptom]").value = selection.toString().replace(/\s*\n\s*/g, "");
}
document.addEventListener("selectionchange", selectionTaken);

/* Where the cursor stands in a proposal's text is where it is split. */
function caretTaken(event) {
  var area = event.target;
  if (!area.hasAttribute || !area.hasAttribute("data-split-text")) return;
  var at = codePoints(area.value.slice(0, area.selectionStart));
  if (at) area.form.querySelector("[data-split-at]").value = at;
}
document.addEventListener("click", caretTaken);
document.addEventListener("keyup", caretTaken);

/* A form that was sent is not sent twice by a second click. */
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-sent")) {
    if (form.hasAttribute("data-sent")) event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(function (form) {
    form.removeAttribute("data-sent");
  });
});
