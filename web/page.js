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

const say = (words) => {
  const place = byId("came");
  if (place) place.replaceChildren(make("p", {}, words));
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
const captureOf = (item) => item?.querySelector('a[href^="/captures/"]')?.pathname.split("/")[2];
const toCapture = (rest) => {
  const own = byId("main").querySelector(`[data-key="${rest === "changes" ? "v" : "e"}"]`);
  const id = captureOf(current());
  if (id) location.assign(`/captures/${id}/${rest}`);
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
    const dot = document.activeElement?.closest(".dot");
    if (dot) location.assign(dot.dataset.href);
    else if (document.activeElement === current()) go(current().querySelector("h2 a, a.said"));
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
  if (event.key === "Escape" && event.target.matches("input")) event.target.blur();
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
