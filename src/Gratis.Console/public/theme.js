// Runs before the first paint, so that a chosen theme never flashes the other one. Without a choice the style sheet follows the system.
(function () {
  try {
    var theme = localStorage.getItem('gratis.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed to this page: the system's theme it is.
  }
})();
