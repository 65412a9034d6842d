/** Where the sign-on provider stands: the path of its issuer. */
export const SIGN_ON_PATH = '/sign-on';
