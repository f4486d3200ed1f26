"""What a person is told of the work: the page under the bell, their choices, and the messages that go out."""
