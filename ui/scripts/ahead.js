// Asks for what the first chart needs once the first screen stands. Nothing of it is run before a chart is drawn.
(() => {
  const { src, dataset } = document.currentScript;
  if (navigator.connection?.saveData) return;

  // It stands when the script is done, and every part of it that Streamlit fetches by itself is there.
  const stands = () =>
    document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] h1') &&
    !document.querySelector('[data-testid="stSkeleton"]');
  const ask = () => {
    for (const file of dataset.files.split(" ")) {
      const link = document.createElement("link");
      // As a module is asked for, so that the chart finds it in the browser's cache.
      Object.assign(link, { rel: "prefetch", as: "script", crossOrigin: "anonymous", href: new URL(file, src) });
      document.head.append(link);
    }
  };
  const watch = new MutationObserver(() => {
    if (!stands()) return;
    watch.disconnect();
    // The words' font comes last of what the screen itself needs.
    document.fonts.ready.then(() => (window.requestIdleCallback ?? setTimeout)(ask));
  });
  watch.observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"],
  });
})();
