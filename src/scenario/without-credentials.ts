/** What stands between the scheme and the host of a URL. */
const userInfo = /(?<=:\/\/)[^\s/?#'"`]+(?=@)/g;

/** Returns the text with the name and the password of each URL in it left out: it will be printed where others read it. */
export function withoutCredentials(text: string): string {
  return text.replace(userInfo, '…');
}

/** Returns whether a URL holds a name or a password. */
export function hasCredentials(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}
