import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Replaces `sign-in-page:app`. */
export const signInPageExtension = SignInPageBlueprint.make({
  params: {
    loader: () => import('./SignInPage').then(module => module.SignInPage),
  },
});
