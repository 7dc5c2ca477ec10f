import * as fc from 'fast-check';
import * as v from 'valibot';
import { relyingPartySchema } from '../../../../shared/configuration';

/** What is looked into of a schema: valibot keeps it all on the schema itself. */
interface Inside {
  readonly type: string;
  readonly pipe?: readonly Inside[];
  readonly requirement?: unknown;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly wrapped?: v.GenericSchema;
  readonly item?: v.GenericSchema;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
}

const inside = (schema: v.GenericSchema): Inside => schema;
const schemasOf = ({ options = [] }: Inside): v.GenericSchema[] => options as v.GenericSchema[];

const requirementOf = (pipe: readonly Inside[], type: string): unknown =>
  pipe.find((action) => action.type === type)?.requirement;
const numberOf = (pipe: readonly Inside[], type: string, otherwise: number): number => {
  const requirement = requirementOf(pipe, type);
  return typeof requirement === 'number' ? requirement : otherwise;
};

/** What takes more than a form to be let pass. */
const samples: readonly string[] = [
  'https://login.example.org',
  'example.org',
  'alex@example.org',
  '+15125550123',
  '123456',
  'de',
];
const relyingParty = { id: 'example.org', origin: 'https://login.example.org' };

const stringsOf = (
  schema: v.GenericSchema,
  pipe: readonly Inside[],
  known: readonly string[],
): fc.Arbitrary<unknown> => {
  const pattern = requirementOf(pipe, 'regex');
  const fitting = [...samples, ...known].filter((text) => v.is(schema, text));
  const strings: fc.Arbitrary<string>[] = fitting.length > 0 ? [fc.constantFrom(...fitting)] : [];
  if (pattern instanceof RegExp && !pattern.source.includes('(?='))
    strings.push(fc.stringMatching(new RegExp(pattern.source)));
  else if (fitting.length === 0 || !pipe.some(({ type }) => type === 'check' || type === 'regex'))
    strings.push(fc.string({ maxLength: 40 }));
  return fc.oneof(...strings);
};

/**
 * Input that this schema lets pass, and that nobody would send: what is a string is one of `known` (ids of others among
 * them) or anything of its form.
 */
export const arbitraryOf = (
  schema: v.GenericSchema,
  known: readonly string[],
): fc.Arbitrary<unknown> => {
  const of = (each: v.GenericSchema): fc.Arbitrary<unknown> => arbitraryOf(each, known);
  const { type, pipe = [], ...self } = inside(schema);
  if (schema === relyingPartySchema) return fc.constant(relyingParty);
  const any = (): fc.Arbitrary<unknown> => {
    switch (type) {
      case 'undefined':
        return fc.constant(undefined);
      case 'string':
        return stringsOf(schema, pipe, known);
      case 'boolean':
        return fc.boolean();
      case 'number':
        return fc.integer({
          min: numberOf(pipe, 'min_value', 0),
          max: numberOf(pipe, 'max_value', 1_000),
        });
      case 'literal':
        return fc.constant(self.literal);
      case 'picklist':
        return fc.constantFrom(...(self.options ?? []));
      case 'nullable':
        return fc.option(of(self.wrapped!));
      case 'exact_optional':
      case 'optional':
        return of(self.wrapped!);
      case 'array':
        return fc.array(of(self.item!), {
          minLength: numberOf(pipe, 'min_length', 0),
          maxLength: Math.min(numberOf(pipe, 'max_length', 5), 5),
        });
      case 'variant':
      case 'union':
        return fc.oneof(...schemasOf(self as Inside).map(of));
      case 'object':
      case 'strict_object': {
        const entries = Object.entries(self.entries ?? {});
        return fc.record(Object.fromEntries(entries.map(([key, each]) => [key, of(each)])), {
          requiredKeys: entries
            .filter(([, each]) => inside(each).type !== 'exact_optional')
            .map(([key]) => key),
        });
      }
      default:
        throw new Error(`no input is known for a schema of the type ${type}`);
    }
  };
  // what a pipe checks beyond its form
  return any().filter((value) => v.is(schema, value));
};
