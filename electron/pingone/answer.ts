/** What came back, read but not yet understood. */
export interface Answer {
  readonly status: number;
  /** `json`: `body` is what the text said; `html`: a web page, so not PingOne; `other`: neither */
  readonly form: 'json' | 'empty' | 'html' | 'other';
  readonly body: unknown;
  readonly correlationId: string | null;
  /** header `Retry-After` as it came: seconds or an HTTP date */
  readonly retryAfter: string | null;
  /** header `Date`: the server's clock when it answered, milliseconds since the epoch, to the second */
  readonly date: number | null;
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | null;
}

const isHtml = (contentType: string, text: string): boolean =>
  /^(text\/html|application\/xhtml\+xml)\b/i.test(contentType) ||
  /^\s*<(!doctype|html)/i.test(text);

const contentOf = (contentType: string, text: string): Pick<Answer, 'form' | 'body'> => {
  if (text.trim() === '') return { form: 'empty', body: undefined };
  if (isHtml(contentType, text)) return { form: 'html', body: undefined };
  try {
    const body: unknown = JSON.parse(text);
    return { form: 'json', body };
  } catch {
    return { form: 'other', body: undefined };
  }
};

/** Ids that PingOne's support can look up; whatever else somebody puts into that header stays out of our logs. */
export const asReference = (text: unknown): string | null =>
  typeof text === 'string' && /^[A-Za-z0-9._:-]{1,100}$/.test(text) ? text : null;

const instantOf = (text: string | null): number | null => {
  const instant = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
};

export const readAnswer = ({ status, text, header }: RawAnswer): Answer => ({
  status,
  ...contentOf(header('content-type') ?? '', text),
  correlationId: asReference(header('correlation-id')),
  retryAfter: header('retry-after'),
  date: instantOf(header('date')),
});
