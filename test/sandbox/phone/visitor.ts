/** A page that a visitor stands on, or the address elsewhere that they were sent to, unfetched. */
export type Visit =
  { is: 'page'; status: number; html: string } | { is: 'elsewhere'; address: string };

/** A browser without a window: cookies, redirects, forms, and no script. */
export interface Visitor {
  open(address: string): Promise<Visit>;
  /** Sends the form of this page, hidden fields and all, with what was filled in. */
  submit(html: string, fields: Record<string, string>): Promise<Visit>;
}

/** @param origin the one that is visited; a redirect to any other ends the visit */
export function createVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();

  const request = async (address: string, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie },
      ...(form && { body: form }),
    });
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';');
      const [name = '', value = ''] = pair.split('=');
      cookies.set(name, value);
    }
    return response;
  };

  const visit = async (address: string, form?: URLSearchParams): Promise<Visit> => {
    let response = await request(address, form);
    for (let step = 0; step < 10; step += 1) {
      const location = response.headers.get('location');
      if (location === null) {
        return { is: 'page', status: response.status, html: await response.text() };
      }
      const next = new URL(location, origin);
      if (next.origin !== origin) return { is: 'elsewhere', address: next.href };
      response = await request(next.href);
    }
    throw new Error('the visit went round in circles');
  };

  return {
    open: (address) => visit(address),
    submit: (html, fields) => {
      const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
      if (action === undefined) throw new Error(`no form: ${textOf(html)}`);
      const form = new URLSearchParams(hiddenFields(html));
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      return visit(new URL(unescapeHtml(action), origin).href, form);
    },
  };
}

function hiddenFields(html: string): [string, string][] {
  const fields = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return [...fields].map(([, name = '', value = '']) => [name, unescapeHtml(value)]);
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));
}

/** What is to be read on a page. */
export function textOf(html: string): string {
  const body = html.slice(Math.max(0, html.indexOf('<body>')));
  return body
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
