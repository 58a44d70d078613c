/* Shows kept pages when there is no network. It keeps nothing by itself: only "Keep on this phone" does. */
"use strict";
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET") return;
  event.respondWith(
    fetch(event.request).catch(function () {
      return caches.open("haki-kept").then(function (store) {
        return store.match(event.request).then(function (page) {
          if (page) return page;
          if (event.request.mode !== "navigate") return Response.error();
          var tag = new URL(event.request.url).pathname.split("/")[1];
          return store.match("/" + tag + "/offline").then(function (offline) { return offline || Response.error(); });
        });
      });
    })
  );
});
