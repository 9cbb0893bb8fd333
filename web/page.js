// What the page can do beyond links and forms: keys, live notices, the sliding handle, and saying
// that what is new was seen. Everything works without it; nothing here writes markup.
"use strict";

const body = document.body;
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const make = (tag, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};
document.documentElement.classList.add("scripted");

// ---- forms that are sent without leaving the page

const send = (form) =>
  fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual",
  }).then((answer) => {
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(String(answer.status));
  });

// Told for a while; what only a screen reader needs, to that alone.
const say = (words, className = "") => {
  const told = make("p", { className }, words);
  byId("came")?.replaceChildren(told);
  setTimeout(() => told.remove(), 8000);
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.classList.contains("follow")) return;
  event.preventDefault();
  send(form).then(
    () => {
      const on = form.classList.toggle("on");
      form.action = on ? "/do/unfollow" : "/do/follow";
      form.querySelector("button").textContent = on ? "Following" : "Follow";
    },
    () => say("That could not be remembered: the server did not answer."),
  );
});

// What is new counts as seen once the end of it was in view for two seconds.
const watchSeen = (form) => {
  let timer = 0;
  const button = form.querySelector("button");
  const watch = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (!entries.some((entry) => entry.isIntersecting) || document.hidden) return;
    timer = setTimeout(() => {
      watch.disconnect();
      send(form).then(
        () => {
          button.textContent = "Seen";
          button.disabled = true;
          body.classList.add("all-seen");
        },
        () => {},
      );
    }, 2000);
  });
  watch.observe(form);
};
all("form.seen").forEach(watchSeen);

// ---- what comes while the page is open

const came = [];
const showCame = () => {
  const last = came[came.length - 1];
  const others = came.length > 1 ? `${came.length} new · ` : "New · ";
  const link = make("a", { href: location.href.split("#")[0] + (body.dataset.story ? "#new" : "") }, "Show");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  const words = make("bdi", {}, last ? `${last.outlet ?? ""}: ${last.headline ?? last.url}` : "Much came in.");
  byId("came").replaceChildren(make("p", {}, others, words, " ", link));
};

if (body.dataset.after && window.EventSource) {
  let stream = null;
  let after = body.dataset.after;
  const open = () => {
    if (stream) return;
    const story = body.dataset.story ? `&story=${encodeURIComponent(body.dataset.story)}` : "";
    stream = new EventSource(`/v1/stream?after=${after}${story}`);
    stream.addEventListener("capture", (event) => {
      after = event.lastEventId;
      const capture = JSON.parse(event.data);
      if (capture.visit) return;
      came.push(capture);
      showCame();
    });
    stream.addEventListener("missed", (event) => {
      after = event.lastEventId;
      came.push(null);
      showCame();
    });
  };
  // A browser holds six connections to one host: a page that nobody looks at gives its own back.
  const close = () => {
    if (stream) stream.close();
    stream = null;
  };
  let hidden = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(close, 60000);
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}

// ---- the handle that turns a story back

const select = byId("moment");
if (select) {
  const range = make("input", { type: "range", id: "moment", min: 0, max: select.options.length - 1, step: 1 });
  const shown = make("output", { htmlFor: "moment" });
  const hidden = make("input", { type: "hidden", name: select.name });
  const words = () => select.options[range.value].textContent;
  const follow = () => {
    shown.value = words();
    range.setAttribute("aria-valuetext", words());
    hidden.value = select.options[range.value].value;
  };
  range.value = select.selectedIndex;
  const first = range.value;
  follow();
  range.addEventListener("input", follow);
  range.addEventListener("change", () => {
    if (range.value === first) return;
    sessionStorage.setItem("slid", location.pathname);
    hidden.disabled = hidden.value === "";
    range.form.submit();
  });
  select.form.classList.add("slides");
  select.form.querySelector("button").remove();
  select.replaceWith(range, shown, hidden);
  if (sessionStorage.getItem("slid") === location.pathname) range.focus({ preventScroll: true });
  sessionStorage.removeItem("slid");
}

// ---- times: how long ago, when one is looked at

const AGES = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
document.addEventListener("mouseover", (event) => {
  const time = event.target.closest?.("time:not([title])");
  const age = time ? (Date.now() - Date.parse(time.dateTime)) / 1000 : NaN;
  const [unit, seconds] = AGES.find(([, length]) => Math.abs(age) >= length) ?? [];
  if (unit) time.title = new Intl.RelativeTimeFormat("en").format(-Math.round(age / seconds), unit);
});

// ---- points of pictures: their sentence on hover and focus

// A point has its words as a title; here they are shown at once, below it, and to the keys too.
const tip = make("div", { id: "tip", hidden: true });
let tipTimer = 0;
const hideTip = () => {
  clearTimeout(tipTimer);
  tip.hidden = true;
};
const showTip = (dot) => {
  clearTimeout(tipTimer);
  const [words, by] = dot.getAttribute("aria-label").split("\n");
  tip.replaceChildren(make("p", { className: "said", dir: "auto" }, words), make("p", { className: "by" }, by ?? ""));
  tip.hidden = false;
  const at = dot.querySelector("circle").getBoundingClientRect();
  const wide = tip.offsetWidth;
  const left = Math.min(Math.max(at.left + at.width / 2 - wide / 2, 8), document.documentElement.clientWidth - wide - 8);
  const below = at.bottom + 10 + tip.offsetHeight < innerHeight || at.top < tip.offsetHeight + 10;
  const top = below ? at.bottom + 10 : at.top - tip.offsetHeight - 10;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
};
const watchDots = (from) => {
  for (const dot of all(".dot, .tree a", from)) {
    const title = dot.querySelector("title");
    if (!title) continue;
    const words = dot.matches(".tree a") ? `${dot.querySelector("text").textContent}: ${title.textContent}` : title.textContent;
    dot.setAttribute("aria-label", words);
    title.remove();
    dot.addEventListener("mouseenter", () => showTip(dot));
    dot.addEventListener("focus", () => showTip(dot));
    dot.addEventListener("blur", hideTip);
    dot.addEventListener("mouseleave", () => (tipTimer = setTimeout(hideTip, 150)));
  }
};
tip.addEventListener("mouseenter", () => clearTimeout(tipTimer));
tip.addEventListener("mouseleave", hideTip);
body.append(tip);
watchDots(document);

// ---- the timeline, closer and wider

// The server draws; a link of the timeline is loaded, and its picture takes the place of this one.
let zooming = null;
const zoomTo = (address, name) => {
  if (zooming) zooming.abort();
  const asked = new XMLHttpRequest();
  zooming = asked;
  asked.responseType = "document";
  asked.addEventListener("load", () => {
    const fresh = asked.response?.getElementById("timeline");
    const old = byId("timeline");
    if (!fresh || !old) return say("That part of the timeline could not be had.");
    const had = old.contains(document.activeElement);
    const picture = document.importNode(fresh, true);
    old.replaceWith(picture);
    hideTip();
    readyTimeline();
    watchDots(picture);
    say(picture.querySelector("svg").getAttribute("aria-label").split(": ")[1], "only-heard");
    if (had) (picture.querySelector(`[data-zoom="${CSS.escape(name)}"]`) ?? picture).focus({ preventScroll: true });
  });
  asked.addEventListener("error", () => say("That part of the timeline could not be had."));
  asked.open("GET", address);
  asked.send();
};
const addressOf = (from, to) => {
  const when = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19) + "Z";
  const address = new URL(byId("timeline").querySelector(".zoom a").href);
  address.searchParams.set("span", `${when(from)}..${when(to)}`);
  return address.href;
};
const readyTimeline = () => {
  const timeline = byId("timeline");
  if (!timeline) return;
  timeline.tabIndex = -1;
  timeline.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoomTo(link.href, link.dataset.zoom);
  });
  timeline.addEventListener("keydown", (event) => {
    const link = timeline.querySelector(`[data-zoom-key="${CSS.escape(event.key === "=" ? "+" : event.key)}"]`);
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    zoomTo(link.href, link.dataset.zoom);
  });
  // A stretch that is drawn over is shown.
  const svg = timeline.querySelector("svg");
  const [from, to] = [Number(timeline.dataset.from), Number(timeline.dataset.to)];
  const part = (event) => {
    const box = svg.getBoundingClientRect();
    const edge = (box.width * 8) / 720;
    return Math.min(Math.max((event.clientX - box.left - edge) / (box.width - 2 * edge), 0), 1);
  };
  let began = null;
  let drawn = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("a")) return;
    began = part(event);
    svg.setPointerCapture(event.pointerId);
    drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drawn.setAttribute("class", "drawn");
    drawn.setAttribute("y", "20");
    drawn.setAttribute("height", "124");
    svg.append(drawn);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (began === null) return;
    const now = part(event);
    drawn.setAttribute("x", String(8 + 704 * Math.min(began, now)));
    drawn.setAttribute("width", String(704 * Math.abs(now - began)));
  });
  svg.addEventListener("pointerup", (event) => {
    if (began === null) return;
    const [low, high] = [began, part(event)].sort((a, b) => a - b);
    drawn.remove();
    began = null;
    if (high - low > 0.02) zoomTo(addressOf(Math.round(from + (to - from) * low), Math.round(from + (to - from) * high)), "all");
  });
  svg.addEventListener("pointercancel", () => {
    drawn?.remove();
    began = null;
  });
};
readyTimeline();

// ---- a sentence of an article that is pressed becomes the address

document.addEventListener("click", (event) => {
  const sentence = event.target.closest?.(".s[id]");
  if (sentence && getSelection().isCollapsed) location.replace(`#${sentence.id}`);
});

// ---- keys

const ITEMS = ".story, .told, .question, .figure, .against, .days > div, .edits > li";
const NEWS = "#new > .updates > .told, .story:not(.quiet)";
const KEYS = [
  ["j, k", "next, previous item"],
  ["n, p", "next, previous new one"],
  ["Enter", "open it"],
  ["o", "open its source"],
  ["v", "what changed in that version"],
  ["e", "about this answer"],
  ["f", "follow this story, or no longer"],
  ["/", "search"],
  [".", "as of another moment"],
  ["g s, g q, g e, g o", "stories, questions, expected, sources"],
  ["+, −, ←, →, 0", "timeline: closer, wider, earlier, later, all"],
  ["?", "this list"],
];

const visible = (element) => element.getClientRects().length > 0;
const current = () => document.activeElement?.closest(ITEMS);
const move = (selector, step) => {
  const items = all(selector).filter(visible);
  if (items.length === 0) return;
  const here = current();
  let at = items.indexOf(here);
  if (at < 0) {
    // From what has the focus, or from what is in view.
    const from = here ? here.getBoundingClientRect().top : 0;
    const next = items.findIndex((item) => item.getBoundingClientRect().top > from - 1);
    at = step > 0 ? (next < 0 ? items.length : next) - 1 : next < 0 ? items.length : next;
  }
  const item = items[Math.min(Math.max(at + step, 0), items.length - 1)];
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  item.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
};

const go = (link) => {
  if (link) location.assign(link.href);
};
// Of a link in a picture href is no text.
const captureOf = (item) => item?.querySelector('a[href^="/captures/"]')?.getAttribute("href").split(/[/#?]/)[2];
const toCapture = (rest) => {
  const key = `[data-key="${rest === "changes" ? "v" : "e"}"]`;
  const own = byId("main").querySelector(`.head ${key}`);
  const id = captureOf(current());
  const item = current()?.querySelector(key);
  if (item) go(item);
  else if (id) location.assign(`/captures/${id}/${rest}`);
  else go(own);
};

let dialog = null;
const help = () => {
  if (!dialog) {
    const list = make("dl", { className: "help" });
    for (const [keys, words] of KEYS) list.append(make("div", {}, make("dt", {}, keys), make("dd", {}, words)));
    const shut = make("button", { type: "button" }, "Close");
    shut.addEventListener("click", () => dialog.close());
    dialog = make("dialog", { id: "keys" }, make("h2", { id: "keys-h" }, "Keys"), list, shut);
    dialog.setAttribute("aria-labelledby", "keys-h");
    body.append(dialog);
  }
  dialog.showModal();
};

const ACTS = {
  j: () => move(ITEMS, 1),
  k: () => move(ITEMS, -1),
  n: () => move(NEWS, 1),
  p: () => move(NEWS, -1),
  o: () => go(byId("main").querySelector('[data-key="o"]') ?? current()?.querySelector("a.said, h2 a")),
  Enter: () => {
    if (document.activeElement === current()) go(current().querySelector("h2 a, a.said"));
    else return false;
  },
  v: () => toCapture("changes"),
  e: () => toCapture("why"),
  f: () => (current()?.querySelector("form.follow") ?? document.querySelector("form.follow"))?.requestSubmit(),
  "/": () => byId("find")?.focus(),
  ".": () => {
    const day = byId("as-of");
    if (day) day.closest("details").open = true;
    (byId("moment") ?? day)?.focus();
  },
  "?": help,
};

let goes = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.key === "Escape") {
    hideTip();
    if (event.target.matches("input")) event.target.blur();
  }
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (goes) {
    clearTimeout(goes);
    goes = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      go(link);
    }
    return;
  }
  if (event.key === "g") {
    goes = setTimeout(() => (goes = 0), 1500);
    return;
  }
  const act = Object.hasOwn(ACTS, event.key) && ACTS[event.key];
  if (act && act() !== false) event.preventDefault();
});
