// Opens the websocket while Streamlit's scripts are still on their way, and asks for the screen as its client is going
// to ask: the round trips and the server's work pass meanwhile. What the client then asks is compared with it. The same
// is not asked twice; anything else is asked after all, and answered as any second question is. What has come before
// the client listens is kept for it.
(() => {
  const Socket = window.WebSocket;
  const { origin, pathname, search } = document.location;
  const server = new URL(window.__streamlit.BACKEND_BASE_URL);
  const address = new URL("_stcore/stream", server).href.replace(/^http/, "ws");

  // As protocol buffers are written: BackMsg{rerun_script: ClientState{…, context_info: ContextInfo{…}}}.
  const number = (value) => {
    const bytes = [];
    let left = BigInt.asUintN(64, BigInt(value));
    for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
    return [...bytes, Number(left)];
  };
  const part = (field, bytes) => [(field << 3) | 2, ...number(bytes.length), ...bytes];
  const words = (field, said) => part(field, new TextEncoder().encode(said));
  const figure = (field, value) => [field << 3, ...number(value)];
  const unless = (said, field) => (said ? words(field, said) : []);
  const page = decodeURIComponent(pathname.replace(server.pathname, "").replace(/^\//, "").replace(/\/$/, ""));
  const reader = [
    ...words(1, Intl.DateTimeFormat().resolvedOptions().timeZone),
    ...figure(2, new Date().getTimezoneOffset()),
    ...words(3, navigator.language),
    ...words(4, origin + pathname),
    ...figure(5, 0),
    ...words(6, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
  ];
  const question = Uint8Array.from(
    part(11, [...unless(search.slice(1), 1), ...part(2, []), ...unless(page, 4), ...part(8, reader)]),
  );

  const early = new Socket(address, ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]);
  const kept = [];
  const keep = (told) => {
    told.stopImmediatePropagation();
    kept.push(told.data);
  };
  early.binaryType = "arraybuffer";
  early.addEventListener("message", keep);
  early.addEventListener("open", () => early.send(question), { once: true });

  const giveWhatCame = () => {
    early.removeEventListener("message", keep);
    for (const data of kept) early.dispatchEvent(new MessageEvent("message", { data }));
  };
  const handOver = () => {
    window.WebSocket = Socket;
    const openFirst = () => {
      early.send = (asked) => {
        delete early.send;
        if (asked.length !== question.length || asked.some((byte, at) => byte !== question[at])) early.send(asked);
        setTimeout(giveWhatCame);
      };
    };
    if (early.readyState === Socket.OPEN) {
      openFirst();
      setTimeout(() => early.dispatchEvent(new Event("open")));
    } else {
      early.addEventListener("open", openFirst, { once: true });
    }
    return early;
  };
  window.WebSocket = new Proxy(Socket, {
    construct: (_, [to, ...others]) =>
      new URL(to).href === address && early.readyState <= Socket.OPEN ? handOver() : new Socket(to, ...others),
  });
})();
