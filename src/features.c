/* THE list of features, in order of reference; nothing else. */
