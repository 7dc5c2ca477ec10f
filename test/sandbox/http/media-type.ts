/**
 * The media type that a request names, to the letter, with an optional `charset` parameter taken
 * off. Any other parameter makes it a different, unknown type.
 */
export function mediaTypeOf(header: string | undefined): string {
  if (header === undefined) return '';
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim());
  return parameters.every((parameter) => /^charset=/i.test(parameter)) ? type : header;
}
