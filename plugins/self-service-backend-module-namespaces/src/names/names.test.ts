import fc from 'fast-check';
import { checkLabelKey, checkLabelValue } from './checkLabel';
import { checkNamespaceName } from './checkNamespaceName';

const kept = { names: ['ingress-nginx'], prefixes: ['istio-'] };

describe('checkNamespaceName', () => {
  it.each(['a', 'checkout-dev', '1st', 'kubernetes', 'x'.repeat(63)])(
    'allows %s',
    name => {
      expect(checkNamespaceName(name, kept)).toBeUndefined();
    },
  );

  it.each([
    ['', /is empty/],
    ['x'.repeat(64), /has 64 characters.*63; shorten/],
    ['Checkout Dev', /has "C".*for example checkout-dev/],
    ['checkout_dev', /has "_".*for example checkout-dev/],
    ['café', /U\+00E9.*for example cafe/],
    ['сheckout', /U\+0441.*for example heckout/],
    ['😀', /U\+1F600.*choose another name/],
    ['a\u200bb', /U\+200B/],
    ['a\u0000', /U\+0000/],
    ['a\n---\nkind: Secret', /U\+000A/],
    ['{{ .Values }}', /has "{"/],
    ['../../etc', /has "\."/],
    ['a.b', /has "\."/],
    ['-a', /begin and end/],
    ['a-', /begin and end/],
    ['kube-public', /begins with kube-/],
    ['openshift-x', /begins with openshift-/],
    ['default', /reserved/],
    ['slipway-system', /reserved/],
    ['ingress-nginx', /reserved/],
    ['istio-system', /begins with istio-/],
  ])('refuses %j and says why', (name, reason) => {
    expect(checkNamespaceName(name, kept)).toMatch(reason);
  });

  it('allows nothing that is not an RFC 1123 label', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), name => {
        const rule = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
        fc.pre(!rule.test(name));
        expect(checkNamespaceName(name)).toEqual(expect.any(String));
      }),
    );
  });
});

describe('labels', () => {
  it.each(['tier', 'example.com/tier', 'A_b.c-1', 'slipway.development/x'])(
    'allows the key %s',
    key => {
      expect(checkLabelKey(key)).toBeUndefined();
    },
  );

  it.each([
    '',
    '/',
    'a/',
    '/a',
    'a/b/c',
    'Example.com/a',
    '-a',
    'a b',
    'a: b\nkind: Secret',
    'clé',
    'team',
    'cost-center',
    'slipway.dev/resource-id',
    'pod-security.kubernetes.io/enforce',
    'kubernetes.io/metadata.name',
    'x.k8s.io/a',
    '__proto__',
    'x'.repeat(64),
    `${'a.'.repeat(127)}/b`,
  ])('refuses the key %j', key => {
    expect(checkLabelKey(key)).toEqual(expect.any(String));
  });

  it('holds values to 63 plain characters', () => {
    expect(checkLabelValue('')).toBeUndefined();
    expect(checkLabelValue('CC-1001')).toBeUndefined();
    for (const value of ['a b', '-a', 'a\n', 'é', 'x'.repeat(64), '*', '\0']) {
      expect(checkLabelValue(value)).toEqual(expect.any(String));
    }
  });
});
