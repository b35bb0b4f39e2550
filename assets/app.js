import htmx from "htmx.org";

/* The content security policy allows neither eval nor inline script and style. */
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
window.htmx = htmx;
