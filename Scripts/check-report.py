"""Opens a report in headless Chromium, and says whether it opens fast and does what it should.

    check-report.py CHROMIUM REPORT SECONDS PICTURES

Looks at the console, at what is loaded besides the file, at the time until the first documents
stand there, at the filters and pages, at the width on a narrow screen and at the contrast of the
text; leaves pictures of it in a folder. Speaks the DevTools protocol over the browser's own pipe,
so that nothing has to be installed besides the browser.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time


class Browser:
    """A Chromium that answers commands, one after the other."""

    def __init__(self, program, profile):
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def connect():
            # The browser reads commands from descriptor 3 and answers on 4.
            one, other = os.dup(to_browser), os.dup(from_browser)
            os.dup2(one, 3)
            os.dup2(other, 4)

        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                 "--no-first-run", "--disable-extensions", "--hide-scrollbars",
                 "--disable-dev-shm-usage", f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(
            [program, *flags], preexec_fn=connect, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.last = 0
        self.rest = b""
        self.session = None
        self.events = []

    def message(self):
        while b"\0" not in self.rest:
            piece = os.read(self.input, 1 << 16)
            if not piece:
                raise SystemExit("check-report: the browser has ended; start it by hand to see why")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.last += 1
        request = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.output, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.last:
                if "error" in message:
                    raise SystemExit(f"check-report: {method}: {message['error']['message']}")
                return message["result"]
            self.events.append(message)

    def wait_for(self, method, since):
        """Waits for an event behind the first `since` ones."""
        while not any(event.get("method") == method for event in self.events[since:]):
            self.events.append(self.message())

    def open_page(self):
        page = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=page, flatten=True)
        self.session = attached["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.ask(f"{domain}.enable")

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True,
                          awaitPromise=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"check-report: {expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def screen(self, width, height, scheme):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path):
        data = self.ask("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def end(self):
        self.process.terminate()
        self.process.wait()


# The least contrast of a text with what lies behind it (WCAG 2.2, 1.4.3), over all texts that
# stand in the page.
CONTRAST = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, ground) => top.slice(0, 3).map((part, at) =>
    (part * top[3] + ground[at] * (255 - top[3])) / 255).concat(255);
  const light = colour => {
    const [r, g, b] = colour.map(part => part / 255).map(part =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 255]);
  };
  let least = [21, ''];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    if (node.closest('script, style, noscript, :disabled')) continue;
    const style = getComputedStyle(node);
    const isDrawn = node.namespaceURI.endsWith('svg');
    const behind = ground(node);
    const ink = over(rgba(isDrawn ? style.fill : style.color), behind);
    const [one, other] = [light(ink), light(behind)].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < least[0]) least = [contrast, walker.currentNode.data.trim().slice(0, 40)];
  }
  return least;
})()
"""

# What assistive technology needs: headings in order, tables with heads, names on what can be used.
STRUCTURE = r"""
(() => {
  const faults = [];
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const now = Number(heading.tagName[1]);
    if (now > level + 1) faults.push(`a heading of level ${now} below one of ${level}`);
    level = now;
  }
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const head of document.querySelectorAll('th')) if (!head.scope) faults.push('a th without scope');
  for (const table of document.querySelectorAll('table')) if (!table.caption) faults.push('a table without caption');
  for (const field of document.querySelectorAll('input, select'))
    if (!field.labels.length) faults.push(`no label for ${field.id}`);
  for (const picture of document.querySelectorAll('svg'))
    if (!picture.getAttribute('aria-label') && picture.getAttribute('aria-hidden') !== 'true')
      faults.push('a picture without a label');
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  const skip = document.querySelector('a');
  if (!skip.classList.contains('skip') || !document.querySelector(skip.getAttribute('href')))
    faults.push('the first link does not skip to the content');
  return faults;
})()
"""


def main():
    program, report, seconds, pictures = sys.argv[1:]
    pathlib.Path(pictures).mkdir(parents=True, exist_ok=True)
    address = pathlib.Path(report).resolve().as_uri()
    faults = []

    def expect(holds, fault):
        if not holds:
            faults.append(fault)

    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(program, profile)
        try:
            browser.open_page()
            browser.screen(1280, 900, "light")
            # The fastest of three: what else the machine does slows all of them, and none is
            # faster than the page lets it be.
            times = []
            for _ in range(3):
                start, seen = time.monotonic(), len(browser.events)
                browser.ask("Page.navigate", url=address)
                browser.wait_for("Page.loadEventFired", seen)
                shown = browser.value("document.querySelectorAll('#list article').length")
                times.append(time.monotonic() - start)
                expect(shown > 0, "no document is shown")
            print(f"open after {min(times):.2f} s, all read: {os.path.getsize(report) / 1e6:.1f} MB, "
                  f"{browser.value('document.getElementById(`status`).textContent')}")
            expect(min(times) <= float(seconds),
                   f"it took {min(times):.2f} s to open, more than {seconds}")
            browser.picture(f"{pictures}/1280-light.png")

            # Filters, pages and links.
            total = browser.value("index.textContent.length && JSON.parse(index.textContent).pairs.length")
            shows = "document.getElementById('status').textContent"
            if total > 20:
                browser.value("document.getElementById('next').click()")
                expect("Documents 21 to" in browser.value(shows), "'Next' does not turn the page")
            kinds = browser.value("[...document.getElementById('kind').options].slice(1).map(o => o.text)")
            for kind in kinds[:2]:
                browser.value(f"location.hash = '#documents?kind={kind}'; "
                              "new Promise(done => setTimeout(done, 300))")
                expect(browser.value(
                    "[...document.querySelectorAll('#list article')].every(one => "
                    f"[...one.querySelectorAll('.errors strong')].some(kind => kind.textContent === '{kind}'))"),
                    f"the filter shows documents without {kind}")
            browser.value("document.querySelector('#filters button').click(); "
                          "new Promise(done => setTimeout(done, 300))")
            expect(browser.value(shows).endswith(f" {total:,}"), "the filters are not reset")
            start = time.monotonic()
            browser.value("(text => { text.value = 'no such words'; text.dispatchEvent(new Event('input')); })"
                          "(document.getElementById('text')); new Promise(done => setTimeout(done, 200))")
            expect("No document" in browser.value(shows), "the text filter finds what is not there")
            print(f"all texts searched after {time.monotonic() - start:.2f} s")
            # The document with markup in it, by its markup.
            browser.value("(text => { text.value = '</SCRIPT><img'; text.dispatchEvent(new Event('input')); })"
                          "(document.getElementById('text')); new Promise(done => setTimeout(done, 300))")
            expect(browser.value("document.querySelectorAll('#list article').length") == 1,
                   "the text filter does not find markup")
            expect("window.injected" in browser.value("document.querySelector('#list .text').textContent"),
                   "the text with markup is not shown as it is")
            browser.value("document.querySelector('#filters button').click(); "
                          "new Promise(done => setTimeout(done, 300))")

            for width in [1280, 400]:
                for scheme in ["light", "dark"]:
                    browser.screen(width, 900, scheme)
                    contrast, text = browser.value(CONTRAST)
                    print(f"{width} px, {scheme}: least contrast {contrast:.1f} at '{text}'")
                    expect(contrast >= 4.5, f"{scheme}: the contrast of '{text}' is {contrast:.1f}")
                    across = browser.value("document.documentElement.scrollWidth")
                    expect(across <= width, f"at {width} px the page is {across} px wide")
                    for part, place in [("top", "#main"), ("types", "#types"), ("confidence", "#confidence"),
                                        ("errors", "#errors"), ("documents", "#documents")]:
                        if browser.value(f"!!document.querySelector('{place}')"):
                            browser.value("scrollTo(0, 0)" if part == "top" else
                                          f"document.querySelector('{place}').scrollIntoView()")
                            browser.picture(f"{pictures}/{width}-{scheme}-{part}.png")
            faults.extend(browser.value(STRUCTURE))
            expect(browser.value("window.injected === undefined"), "markup in a text was run")
        finally:
            browser.end()
        for event in browser.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
                faults.append(f"the console has: {json.dumps(parameters)[:300]}")
            if method == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                expect(url.split("#")[0] == address or url.startswith("about:"), f"it loads {url[:200]}")
    for fault in faults:
        print(f"check-report: {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
