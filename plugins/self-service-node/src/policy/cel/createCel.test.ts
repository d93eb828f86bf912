import { CelError } from './Cel';
import { createCel } from './createCel';

const cel = createCel();
const data = cel.value({
  metadata: {
    name: 'checkout-dev',
    namespace: 'x',
    labels: { team: 'checkout' },
  },
  spec: { replicas: 3, ratio: 0.5, hard: { 'limits.cpu': '1500m' } },
  list: [1, 2, 3],
  nothing: null,
  constructor: 'a key like any other',
});

function run(expression: string): unknown {
  return cel
    .compile(expression, { variables: ['object'], result: 'any' })
    .evaluate({ object: data });
}

function failure(run_: () => unknown): CelError {
  try {
    run_();
  } catch (error) {
    expect(error).toBeInstanceOf(CelError);
    return error as CelError;
  }
  throw new Error('It did not fail');
}

describe('expressions', () => {
  it.each<[string, unknown]>([
    // Whole numbers of JSON are int: division and types are those of CEL.
    ['object.spec.replicas / 2', 1n],
    ['object.spec.replicas % 2 == 1', true],
    ['type(object.spec.replicas) == int', true],
    ['type(object.spec.ratio) == double', true],
    ['object.spec.replicas == 3.0', true],
    ['object.spec.ratio < 1', true],
    ['dyn([1, 2]) == [1.0, 2.0]', true],
    ['object.spec == object.spec && object != object.spec', true],
    ['{"a": 1} == {"a": 1}', true],
    ['object.nothing == null', true],
    ['object.metadata.namespace == "x"', true],
    ['object.metadata["constructor"] == "x" || true', true],
    ['object["constructor"]', 'a key like any other'],
    [
      '"team" in object.metadata.labels && !("owner" in object.metadata.labels)',
      true,
    ],
    ['4 in object.list || 2.0 in object.list', true],
    ['object.list.all(n, n > 0) && object.list.exists_one(n, n == 2)', true],
    ['object.list.filter(n, n > 1).map(n, n * n)', [4n, 9n]],
    [
      'has(object.metadata.labels.team) && !has(object.metadata.labels.owner)',
      true,
    ],
    ['object.metadata.?labels.?owner.orValue("nobody")', 'nobody'],
    ['object.spec.missing == 1 || true', true],
    ['object.metadata.name.matches("^[a-z-]+$")', true],
    ['object.metadata.name.matches("dev")', true],
    ['"é".size() == 1 && "日本".matches("^\\\\p{Han}+$")', true],
    ['"a\\u0000\\"\\\\b" == "a\\x00\\"\\\\b"', true],
    ['-object.spec.replicas + 1 == -2 && !(1 > 2)', true],
    ['1 < 2 ? "yes" : "no"', 'yes'],
    ['b"a\\xff" == b"a\\xff"', true],
    ['1.5e3 == 1500.0 && 5u == 5u', true],
    [
      'timestamp("2026-12-20T00:00:00+01:00") < timestamp("2026-12-20T00:00:00Z")',
      true,
    ],
    // Kubernetes' libraries.
    [
      'quantity(object.spec.hard["limits.cpu"]).isGreaterThan(quantity("1"))',
      true,
    ],
    ['quantity("1.5Gi").compareTo(quantity("1536Mi"))', 0n],
    ['quantity("2e3").asInteger() + quantity("1k").asInteger()', 3000n],
    ['quantity("0.1n").add(1).sub(quantity("1")) == quantity("1n")', true],
    ['isQuantity("12Gi") && !isQuantity("12GB") && !isQuantity("")', true],
    ['url("https://a.example:8443/x?q=1&q=2").getHost()', 'a.example:8443'],
    ['url("https://[::1]:80/x").getHostname() + url("/p").getHost()', '::1'],
    ['url("https://a.example/?q=1&q=2").getQuery()["q"]', ['1', '2']],
    ['isURL("a.example") || isURL("https://")', false],
    [
      'cidr("10.0.0.0/8").containsIP("10.1.2.3") && !cidr("10.0.0.0/8").containsCIDR("0.0.0.0/0")',
      true,
    ],
    ['cidr("2001:db8::/33").containsIP(ip("2001:db8:7fff::1"))', true],
    ['string(cidr("192.168.7.9/16").masked())', '192.168.0.0/16'],
    ['string(ip("2001:db8:0:0:1:0:0:1"))', '2001:db8::1:0:0:1'],
    [
      'ip("127.0.0.1").isLoopback() && isIP("::1") && !isIP("::ffff:1.2.3.4")',
      true,
    ],
    ['"%s has %d of %.2f%%".format(["a", 3, 1.239])', 'a has 3 of 1.24%'],
    ['"%s %s".format([[1, "b"], {"k": true}])', '[1, b] {k: true}'],
    ['object.list.sum() + [3, 1].max() + [3, 1].min()', 10n],
    ['[1, 2, 2].isSorted() && !["b", "a"].isSorted()', true],
    ['["a", "b", "a"].lastIndexOf("a") - ["b"].indexOf("x")', 3n],
    ['"a-b-c".replace("-", "", 1) + "a,b".split(",").join("+")', 'ab-ca+b'],
    ['"ÀB".lowerAscii()', 'Àb'],
    ['"a1b22".findAll("[0-9]+")', ['1', '22']],
    ['isoDuration("P1DT1H") == duration("25h")', true],
    [
      'duration("-1.5s") + duration("1h2m3s4ms5us6ns") == duration("3721.504005006s")',
      true,
    ],
    ['duration("-1.5s") - duration("-2s") == duration("500ms")', true],
    ['"%s".format([duration("-1.5s")])', '-1.5s'],
    ['"%s".format([duration("25h")])', '90000s'],
  ])('%s', (expression, expected) => {
    expect(run(expression)).toEqual(expected);
  });

  it.each([
    ['object.missing', 'No such key: missing'],
    ['object.list[9]', 'No such key'],
    ['1 / 0', 'division by zero'],
    ['object.spec.replicas + "a" == "3a"', 'no such overload'],
    ['object.metadata.name && true', 'requires bool'],
    ['quantity("lots").isInteger()', '"lots" is not a quantity'],
    ['ip("1.2.3").family() == 4', '"1.2.3" is not an IP address'],
    ['isoDuration("3 days") > duration("1h")', 'ISO 8601'],
    ['"%d".format(["a"])', '%d needs a whole number'],
    ['"%s".format([])', 'more verbs'],
    ['duration("1h 2m") > duration("1s")', '"1h 2m" is not a duration'],
    ['duration("") > duration("1s")', '"" is not a duration'],
    [
      'timestamp("2026-01-01T00:00:00Z").getHours("Nowhere/City") == 1',
      'Nowhere/City',
    ],
    ['[].max()', 'not empty'],
    ['"abc".indexOf("c", 9) == 1', 'no position 9'],
  ])('%s fails when it runs', (expression, message) => {
    const error = failure(() => run(expression));
    expect(error.kind).toBe('evaluation');
    expect(error.message).toContain(message);
    // Nothing of the guards shows.
    expect(error.message).not.toContain('__');
  });

  it('says where one is wrong', () => {
    const error = failure(() => run('object.a == 1 &&\n  objekt.b == 2'));
    expect(error).toMatchObject({
      kind: 'type',
      message: 'Unknown variable: objekt.',
      place: { line: 2, column: 3 },
    });
    expect(failure(() => run('1 +'))).toMatchObject({ kind: 'syntax' });
    const wrong = () => cel.compile('1 + 1', { variables: [], result: 'bool' });
    expect(failure(wrong).message).toContain('comes to int');
  });
});

describe('what is refused', () => {
  it.each([
    ['object.metadata.name.matches(object.pattern)', 'must be written out'],
    ['object.metadata.name.matches("a" + "b")', 'must be written out'],
    ['"a".find(object.metadata.name) == ""', 'must be written out'],
    ['"a".matches("(a)\\\\1")', 'invalid escape sequence'],
    ['"a".matches("(?=a)")', 'invalid or unsupported'],
    ['"a".matches("(a{100}){100}")', 'invalid repeat count'],
    [`"a".matches("${'a?'.repeat(251)}")`, 'at most 500 characters'],
    [
      '"a".matches("[\\\\p{L}]{1000}[\\\\p{L}]{1000}[\\\\p{L}]{1000}[\\\\p{L}]{1000}")',
      'instructions',
    ],
    ['object.__proto__ == null', '__proto__ is not allowed'],
    ['object.constructor == null', 'constructor is not allowed'],
    ['__step(true)', '__step is not allowed'],
    ['cel.bind(x, 1, x == 1)', 'bind() is not part of Kubernetes CEL'],
    ['b"{}".json() == {}', 'json() is not part'],
    [`${'a'.repeat(4001)} == 1`, 'at most 4000 characters'],
    [`[${'1,'.repeat(201)}1] == []`, 'maxListElements'],
    [`${'('.repeat(200)}true${')'.repeat(200)}`, 'maxDepth'],
    [`${'!'.repeat(60)}true`, 'more than 40 levels'],
    [`${'1 + '.repeat(60)}1 == 61`, 'more than 40 levels'],
    [Array(501).fill('1').join('&&').replaceAll('1', '!a'), 'maxAstNodes'],
    [
      '[1].all(a, [1].all(b, [1].all(c, [1].all(d, [1].all(e, true)))))',
      'more than 4 macros',
    ],
  ])('%.60s', (expression, message) => {
    const error = failure(() => run(expression));
    expect(['refused', 'syntax', 'type']).toContain(error.kind);
    expect(error.message).toContain(message);
  });

  it('takes a long chain of conditions', () => {
    expect(run(Array(120).fill('object.list.size() == 3').join(' && '))).toBe(
      true,
    );
  });

  it.each([
    ['too many', Array(60_000).fill(1), 'more than 50000 values'],
    ['too long', 'a'.repeat(1_000_001), 'more than 1000000 characters'],
    [
      'too deep',
      JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`),
      'nested deeper than 64',
    ],
  ])('data that is %s', (_, value, message) => {
    expect(failure(() => cel.value(value)).message).toContain(message);
  });
});

describe('what would take for ever', () => {
  const numbers = `[${Array.from({ length: 100 }, (_, n) => n).join(',')}]`;
  const large = cel.value({
    texts: Array(1000).fill('a'.repeat(850)),
    digits: '1'.repeat(60_000),
    list: Array.from({ length: 10_000 }, (_, n) => n),
    long: 'a'.repeat(60_000),
  });
  const nested = (macro: string, body: string) =>
    ['a', 'b', 'c', 'd'].reduce(
      (inner, name) => `object.list.${macro}(${name}, ${inner})`,
      body,
    );
  // Each list twice as deep, sharing its elements: 100 to the fourth.
  const shared = `${numbers}.map(a, ${numbers}.map(b, object.list))`;

  it.each([
    [nested('all', 'a + b + c + d >= 0')],
    [nested('exists', 'a + b + c + d < 0')],
    [nested('exists', 'a / 0 == 1')],
    [nested('exists', 'a / 0 == 1 || b / 0 == 1')],
    [`true || ${nested('all', 'true')}`.replace('true ||', 'false ||')],
    [`${nested('map', 'a')}.size() > 0`],
    [`${shared} == ${shared}`],
    [`${shared} in [${shared}]`],
    [`[${shared}].indexOf(${shared}) == 0`],
    [`"%s".format([${shared}]) == ""`],
    ['object.texts.map(a, object.texts.join("")) == []'],
    [
      'object.texts.map(a, a + a + a + a + a + a + a + a + a + a).map(a, a + a + a).size() == 0',
    ],
    ['object.long.replace("a", object.long) == ""'],
    [
      'object.texts.all(a, object.texts.all(b, !object.long.contains(a + "b" + b)))',
    ],
    ['object.long.matches("^(a+)+$")'],
    [
      'object.texts.all(a, a.matches("^(a|aa|a?a?)+b$") || true) && object.texts.all(a, object.texts.all(b, b.matches("(a?){40}(a?){40}b") || true))',
    ],
    ['object.list.all(a, object.list == object.list.map(x, x))'],
    ['object.long.findAll("a?").size() > 0'],
    ['object.long.split("").size() > 0'],
    [
      'object.list.map(a, "%s").join("").format(object.list.map(a, object.long)) == ""',
    ],
    ['"%s".format([object.list.map(a, object.long)]) == ""'],
    ['"%x".format([object.long]) == ""'],
    ['bytes(object.long) + bytes(object.long) == b""'],
  ])('is stopped: %.90s', expression => {
    const program = cel.compile(expression, {
      variables: ['object'],
      result: 'bool',
    });
    const error = failure(() => program.evaluate({ object: large }));
    expect(error.kind).toBe('limit');
  });

  it('is no duration of 60,000 digits', () => {
    const program = cel.compile('duration(object.digits) > duration("1s")', {
      variables: ['object'],
      result: 'bool',
    });
    expect(failure(() => program.evaluate({ object: large })).kind).toBe(
      'evaluation',
    );
  });

  it('leaves no trace on what is evaluated next', () => {
    expect(
      failure(() =>
        run(nested('all', 'true').replaceAll('object.list', numbers)),
      ).kind,
    ).toBe('limit');
    expect(run('1 + 1')).toBe(2n);
  });
});
