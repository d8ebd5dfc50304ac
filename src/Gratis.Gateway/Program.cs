Console.WriteLine("gratis");
