/** The order of modules: a file's names seldom say it outright. */
import { naturalOrder } from '../naturalOrder';
import { indexOf, type Module, mixes, parentOf } from './modules';
import { byPath } from './pathOrder';

/**
 * Modules in the order in which the network runs them, as far as names and shapes tell: by path, or as the file has them where
 * only that lets each take what the one before gives. Norms with names of their own follow what they fit to.
 */
export function inOrder(modules: readonly Module[]): Module[] {
  const free = (module: Module): boolean => !mixes(module) && Number.isNaN(indexOf(module));
  const asFiled = modules.filter((module) => !free(module));
  const byName = asFiled.toSorted((a, b) => byPath(a.path, b.path));
  const order = !chains(byName) && chains(asFiled) ? asFiled : byName;
  return withNorms(
    order,
    modules.filter(free).toSorted((a, b) => naturalOrder(a.path, b.path)),
  );
}

/** Whether each module can take what the one before it gives. */
export function chains(modules: readonly Module[]): boolean {
  const mixing = modules.filter(mixes);
  return mixing.every((module, i) => {
    const before = mixing[i - 1];
    return !before || follows(before, module);
  });
}

/** Whether features of `before` can be what `module` takes. */
export function follows({ kind, outputs }: Module, module: Module): boolean {
  if (module.kind === 'dense') return kind === 'conv' ? module.inputs % outputs === 0 : module.inputs === outputs;
  return kind === 'conv' && outputs % module.inputs === 0;
}

/** The number at the end of a path's last part, as in `bn1`. */
const numberOf = ({ path }: Module): string => /(\d*)$/.exec(path)?.[1] ?? '';

/** Puts each norm behind the module that it fits to: of the same number, else the first behind the last that has one. */
function withNorms(order: readonly Module[], norms: readonly Module[]): Module[] {
  const behind = new Map<Module, Module[]>(order.map((module) => [module, []]));
  const next = new Map<Module['kind'], number>();
  for (const norm of norms) {
    const sameParent = (module: Module): boolean => parentOf(module.path) === parentOf(norm.path);
    const fits = (module: Module): boolean =>
      mixes(module) &&
      !behind.get(module)?.some(({ kind }) => kind === norm.kind) &&
      (module.outputs === norm.outputs || (norm.kind === 'prelu' && norm.outputs === 1));
    const later = (_: Module, i: number): boolean => i >= (next.get(norm.kind) ?? 0);
    const at = [
      order.findIndex((module) => fits(module) && sameParent(module) && numberOf(module) === numberOf(norm)),
      order.findIndex((module, i) => fits(module) && sameParent(module) && later(module, i)),
      order.findIndex(fits),
    ].find((index) => index >= 0);
    if (at === undefined) continue;
    behind.get(order[at] as Module)?.push(norm);
    next.set(norm.kind, at + 1);
  }
  return order.flatMap((module) => [module, ...(behind.get(module) ?? [])]);
}
