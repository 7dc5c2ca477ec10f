import type { JsonObject } from '../json';
import { malformed } from './problem';

export interface FilterRules {
  attributes: readonly string[];
  operators: readonly string[];
}

type Predicate = (item: JsonObject) => boolean;

const TOKENS = /\s*(\(|\)|"(?:[^"\\]|\\["\\])*"|[A-Za-z][\w.]*)/y;

/**
 * The part of SCIM filtering that PingOne documents (contract A.8): comparisons joined by `and`
 * and `or`, parentheses, string literals in double quotes with backslash escapes. Anything else,
 * or an attribute or operator that is not filterable, is 400.
 */
export function parseFilter(text: string, rules: FilterRules): Predicate {
  const tokens = tokenize(text);
  let position = 0;
  const next = () => tokens[position++] ?? '';

  function any(): Predicate {
    let left = all();
    while (tokens[position]?.toLowerCase() === 'or') {
      next();
      const [before, after] = [left, all()];
      left = (item) => before(item) || after(item);
    }
    return left;
  }
  function all(): Predicate {
    let left = one();
    while (tokens[position]?.toLowerCase() === 'and') {
      next();
      const [before, after] = [left, one()];
      left = (item) => before(item) && after(item);
    }
    return left;
  }
  function one(): Predicate {
    const attribute = next();
    if (attribute === '(') {
      const inner = any();
      if (next() !== ')') throw refuse('A parenthesis is missing.');
      return inner;
    }
    const operator = next().toLowerCase();
    const literal = next();
    if (!rules.attributes.includes(attribute)) throw refuse(`${attribute} cannot be filtered by.`);
    if (!rules.operators.includes(operator)) throw refuse(`${operator} is not supported.`);
    if (!literal.startsWith('"')) throw refuse('A string literal is expected.');
    const wanted = literal
      .slice(1, -1)
      .replace(/\\(["\\])/g, '$1')
      .toLowerCase();
    const path = attribute.split('.');
    return (item) => {
      const value = valueAt(item, path).toLowerCase();
      return operator === 'sw' ? value.startsWith(wanted) : value === wanted;
    };
  }

  const predicate = any();
  if (position !== tokens.length) throw refuse('There is more than a filter here.');
  return predicate;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const trimmed = text.trim();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < trimmed.length) {
    const token = TOKENS.exec(trimmed)?.[1];
    if (token === undefined) throw refuse('The filter cannot be read.');
    tokens.push(token);
  }
  return tokens;
}

function valueAt(item: JsonObject, path: readonly string[]): string {
  const value = path.reduce<unknown>((part, key) => (part as JsonObject | undefined)?.[key], item);
  return typeof value === 'string' ? value : '';
}

function refuse(message: string) {
  return malformed(message, 'filter');
}
