import { parse, Service } from 'protobufjs';
import type { ReflectionObject } from 'protobufjs';
import { Namespace } from 'protobufjs';
import { toClause } from '../problem';

const hasService = (object: ReflectionObject): boolean =>
  object instanceof Service ||
  (object instanceof Namespace && object.nestedArray.some(hasService));

/** A file with a service, whose messages are all in it. */
export async function findGrpcFault(text: string): Promise<string | undefined> {
  try {
    const { root } = parse(text);
    root.resolveAll();
    return hasService(root) ? undefined : 'defines no service';
  } catch (error) {
    return toClause(error);
  }
}
