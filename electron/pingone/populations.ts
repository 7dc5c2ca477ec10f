import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { readPages } from './pages';
import { circumstances } from './problems';
import type { RequestContext } from './request';
import { populationPageSchema } from './schemas';

/** Populations of the environment: they tell namesakes apart. */
export interface Populations {
  /** Names by id. Errors: `forbidden`, and what `PingOneHttp.send` names. */
  names(context: RequestContext): Promise<Result<ReadonlyMap<string, string>>>;
}

export const createPopulations = ({ http }: { readonly http: PingOneHttp }): Populations => ({
  async names(context) {
    const pages = await readPages(
      http,
      {
        method: 'GET',
        target: { host: 'api', path: ['populations'] },
        mayBeForbidden: true,
        circumstance: circumstances.resource,
      },
      populationPageSchema,
      context,
    );
    if (!pages.ok) return pages;
    const all = pages.value.flatMap((page) => page._embedded.populations);
    return ok(new Map(all.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))));
  },
});
