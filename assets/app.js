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

/* One box that ticks all of a name. */
document.addEventListener("change", function (event) {
  var name = event.target.getAttribute && event.target.getAttribute("data-check-all");
  if (!name) return;
  document.querySelectorAll('input[type="checkbox"][name="' + name + '"]').forEach(function (box) {
    box.checked = event.target.checked;
  });
});

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
document.addEventListener("mouseup", selectionTaken);
document.addEventListener("touchend", selectionTaken);
document.addEventListener("keyup", function (event) {
  if (event.shiftKey) selectionTaken();
});

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
