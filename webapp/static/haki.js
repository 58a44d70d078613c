/* Optional: every page works without it. Leaving replaces the history entry; links are copied; pages are read aloud
   with the phone's own voices; and, only if asked, pages are kept on the phone for when there is no network. */
(function () {
  "use strict";
  var d = document, each = Array.prototype.forEach;
  function all(selector, act) { each.call(d.querySelectorAll(selector), act); }

  all("[data-leave]", function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); location.replace(link.href); });
  });

  all("[data-copied]", function (button) {
    var field = d.getElementById(button.getAttribute("data-field"));
    if (!field || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(field.value).then(function () {
        button.textContent = button.getAttribute("data-copied");
      });
    });
  });

  var speaker = d.querySelector("[data-read]"), synth = window.speechSynthesis;
  function voiceFor(tag) {
    var found = null;
    each.call(synth.getVoices(), function (voice) {
      var one = voice.lang.toLowerCase().replace("_", "-"), want = tag.toLowerCase();
      if (one === want || (!found && one.split("-")[0] === want.split("-")[0])) found = voice;
    });
    return found;
  }
  function sentences() {
    var texts = [];
    all("main h1,main h2,main h3,main p,main li,main label span,main legend", function (part) {
      if (part.offsetParent === null || part.querySelector("p,li,h1")) return;
      var text = part.innerText.replace(/\s+/g, " ").trim();
      if (text) texts.push([part, text.match(/[^.!?؟।။。]+[.!?؟।။。]*/g) || [text]]);
    });
    return texts;
  }
  function offer() {
    if (!speaker || !synth) return;
    var voice = voiceFor(d.documentElement.lang);
    if (!voice) return;
    speaker.hidden = false;
    speaker.onclick = function () {
      if (synth.speaking) { synth.cancel(); return; }
      sentences().forEach(function (entry) {
        entry[1].forEach(function (text) {
          var line = new SpeechSynthesisUtterance(text);
          line.voice = voice; line.lang = voice.lang;
          line.onstart = function () { entry[0].classList.add("spoken"); };
          line.onend = line.onerror = function () { entry[0].classList.remove("spoken"); };
          synth.speak(line);
        });
      });
    };
  }
  if (synth) { offer(); synth.onvoiceschanged = offer; addEventListener("pagehide", function () { synth.cancel(); }); }

  var keep = d.querySelector("[data-keep]"), forget = d.querySelector("[data-forget]");
  if (keep && forget && "serviceWorker" in navigator && window.caches) {
    var show = function (kept) { keep.hidden = kept; forget.hidden = !kept; };
    caches.has("haki-kept").then(function (there) {
      if (!there) return show(false);
      return caches.open("haki-kept").then(function (store) { return store.match(location.href); })
        .then(function (page) { show(Boolean(page)); });
    });
    keep.onclick = function () {
      navigator.serviceWorker.register("/sw.js").then(function () { return caches.open("haki-kept"); })
        .then(function (store) {
          var pages = keep.getAttribute("data-keep").split(" ");
          if (pages.indexOf(location.pathname) < 0) pages.push(location.href);
          return store.addAll(pages);
        })
        .then(function () { show(true); }, function () { keep.textContent = keep.getAttribute("data-failed"); });
    };
    forget.onclick = function () {
      caches.delete("haki-kept").then(function () { return navigator.serviceWorker.getRegistrations(); })
        .then(function (found) { found.forEach(function (one) { one.unregister(); }); show(false); });
    };
  }
})();
