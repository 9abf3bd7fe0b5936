// Before the first paint: the theme and language the reader chose last time. A file of its own, because the page's
// Content-Security-Policy allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem("zonegraph.theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("zonegraph.language") === "en") document.documentElement.lang = "en";
  } catch (error) {
    // storage is closed to us: the system's theme and Chinese
  }
})();
