const signIn = '/sign-in';

/** Where to sign in, and come back from to this address. */
export function signInFrom(address: string): string {
  return address === '/' ? signIn : `${signIn}?back=${encodeURIComponent(address)}`;
}

/** Where to go after the sign-in: an address of this console, whatever the link says. */
export function backFrom(search: string, origin: string): string {
  const back = new URLSearchParams(search).get('back') ?? '/';
  if (!URL.canParse(back, origin)) return '/';
  const url = new URL(back, origin);
  return url.origin === origin && !url.pathname.startsWith(signIn) ? url.pathname + url.search : '/';
}
