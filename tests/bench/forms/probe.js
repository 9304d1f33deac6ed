// Runs in the page before its own scripts: notes when the form reacts, and how long an answer takes.
// The page's own clock is read, so that nothing outside the page is part of a time.
((where) => {
  const bench = { refused: [], usable: null };
  window.bench = bench;

  document.addEventListener("securitypolicyviolation", (event) => {
    bench.refused.push(`${event.effectiveDirective} ${event.blockedURI || event.violatedDirective}`);
  });

  const score = () => document.querySelector(where.score)?.textContent ?? "";
  const frame = () => new Promise(requestAnimationFrame);

  /** Resolves when the frame that is being made has been drawn. */
  async function drawn() {
    await frame();
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });
  }

  /** The radios that can be seen, one list a question, in the order of the page. */
  function groups() {
    const found = new Map();
    for (const radio of document.querySelectorAll(where.radios)) {
      if (!radio.checkVisibility()) continue;
      found.set(radio.name, [...(found.get(radio.name) ?? []), radio]);
    }
    return [...found.values()];
  }

  /** Clicks the first answer as soon as there is one, again while it is lost; when the score follows. */
  async function usable() {
    let before = null;
    let clicked = 0;
    while (before === null || score() === before) {
      await frame();
      const radio = document.querySelector(where.alive) && document.querySelector(where.radios);
      if (!radio?.checkVisibility() || performance.now() - clicked < 100) continue;
      before ??= score();
      clicked = performance.now();
      radio.click();
    }
    return performance.now();
  }

  /** What the promise brings, or null when the patience is over. */
  function inTime(promise) {
    const late = new Promise((resolve) => setTimeout(resolve, where.patience, null));
    return Promise.race([promise, late]);
  }

  bench.ready = inTime(usable()).then((time) => (bench.usable = time));

  /** Brings an answer to the middle of the window; where to tap it once the page has come to rest. */
  bench.aim = async (question, answer) => {
    const radio = groups()[question][answer];
    const target = radio.labels[0] ?? radio;
    target.scrollIntoView({ block: "center", behavior: "instant" });
    await drawn();
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 300 }));
    bench.shown = inTime(next());
    const { left, top, width, height } = target.getBoundingClientRect();
    return [left + Math.min(width / 2, 40), top + height / 2];
  };

  /**
   * Milliseconds from the next tap to the frame that shows the score it made. Event Timing says the
   * same to a frame, but in steps of 8, nothing below 16, and it does not wait for a late score.
   */
  async function next() {
    const before = score();
    const click = await new Promise((resolve) => {
      window.addEventListener("click", resolve, { capture: true, once: true });
    });
    while (score() === before) await new Promise(changed);
    await drawn();
    return performance.now() - click.timeStamp;
  }

  function changed(resolve) {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  bench.asked = () => groups().length;

  bench.report = async () => {
    await drawn();
    const loaded = performance.getEntriesByType("resource");
    const [page] = performance.getEntriesByType("navigation");
    const bytes = (entries) => entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    const scripts = loaded.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    return {
      usable: bench.usable,
      first: bytes(scripts.filter(({ responseEnd }) => responseEnd <= bench.usable)),
      scripts: bytes(scripts),
      everything: bytes([page, ...loaded]),
    };
  };
})
