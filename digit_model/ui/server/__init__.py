"""What the page cannot know by itself and asks the server for."""
