import { CustomErrorBase } from '@backstage/errors';

/**
 * The Common Expression Language as rules use it. Everything outside this
 * folder sees these types only, so that another engine can take the place of
 * the one behind them.
 */
export type Cel = {
  /**
   * @throws CelError of kind `syntax`, `type` or `refused`, with the place in
   * the expression where there is one
   */
  compile(expression: string, options: CompileOptions): Program;
  /**
   * Makes data readable for programs. Whole numbers become int, others double;
   * keys are looked up as data, so that none of them means anything to the
   * engine. The same value may be given to any number of programs.
   *
   * @throws CelError of kind `limit` when it is larger than the limits say
   */
  value(data: unknown): CelValue;
  /** A map of what programs have come to, for others to read by name. */
  record(results: ReadonlyMap<string, unknown>): CelValue;
};

export type CompileOptions = {
  /** What the expression may name; anything else is refused. */
  variables: readonly string[];
  /** What it has to come to. */
  result: 'bool' | 'string' | 'any';
};

declare const celValue: unique symbol;

/** Data in the engine's own form; made by `Cel.value`. */
export type CelValue = { readonly [celValue]: true } | null;

export type Program = {
  expression: string;
  /** Variables that it names, without those that a macro binds. */
  identifiers: ReadonlySet<string>;
  /** Functions in it that Kubernetes does not have. */
  ownFunctions: readonly string[];
  /**
   * Pure, synchronous, and over within the limits: it comes to a value or throws.
   *
   * @throws CelError of kind `evaluation` or `limit`
   */
  evaluate(variables: Readonly<Record<string, CelValue>>): unknown;
  /** The fields that are read from a variable as `name.field`. */
  fieldsOf(variable: string): ReadonlySet<string>;
  /**
   * The expression with `variable.field` replaced by other text.
   *
   * @returns undefined when the variable is read in another way, or when
   * `replace` gives undefined
   */
  replaceFields(
    variable: string,
    replace: (field: string) => string | undefined,
  ): string | undefined;
};

export type CelErrorKind =
  | 'syntax'
  | 'type'
  /** Allowed by the language and not by us: a pattern made at run time, say. */
  | 'refused'
  /** A missing key, a value of the wrong type, a division by zero. */
  | 'evaluation'
  | 'limit';

export class CelError extends CustomErrorBase {
  readonly name = 'CelError' as const;
  readonly kind: CelErrorKind;
  /** Of the fault in the expression, from 1; undefined at run time. */
  readonly place: { line: number; column: number } | undefined;

  constructor(
    kind: CelErrorKind,
    message: string,
    place?: { line: number; column: number },
  ) {
    super(message);
    this.kind = kind;
    this.place = place;
  }
}
