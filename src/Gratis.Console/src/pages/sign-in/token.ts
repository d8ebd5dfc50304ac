/** Takes the one-time token out of the address (`#token=…`), so that no history, bookmark or screenshot keeps it. */
export function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token !== null) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return token;
}
