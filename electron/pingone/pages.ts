import type * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { understand } from './understand';
import type { PingOneRequest, RequestContext } from './request';

/** More than any user has devices, or any environment policies. */
const mostPages = 20;

interface Page {
  readonly _links: { readonly next: { readonly href: string | null } };
}

/**
 * Reads a collection to its end: `_links.next` as it came, within the management API, until there is none (A.8). A
 * list that is cut short could pass an existing device off as new, so too many pages, a circle, or a link that leads
 * elsewhere is `badResponse`.
 */
export const readPages = async <T extends Page>(
  http: PingOneHttp,
  first: PingOneRequest,
  schema: v.GenericSchema<unknown, T>,
  context: RequestContext,
): Promise<Result<T[]>> => {
  const pages: T[] = [];
  const seen = new Set<string>();
  let request = first;
  while (pages.length < mostPages) {
    const page = understand(await http.send(request, context), schema);
    if (!page.ok)
      return page.error.code === 'invalidInput' && pages.length > 0
        ? fail({ code: 'badResponse', status: 200, html: false })
        : page;
    pages.push(page.value);
    const { href } = page.value._links.next;
    if (href === null) return ok(pages);
    if (seen.has(href)) break;
    seen.add(href);
    request = { ...first, target: { host: 'link', href } };
  }
  return fail({ code: 'badResponse', status: 200, html: false });
};
