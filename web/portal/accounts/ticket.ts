/** A ticket for one request for a code: 256 random bits, base64url, kept in the page alone, so that the code is worth nothing in another browser. */
export function newTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
